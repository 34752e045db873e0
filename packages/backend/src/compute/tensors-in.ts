import type { RawTensor } from './compute.js';

const isTensor = (value: object): value is RawTensor => 'shape' in value;

/** Calls `visit` with every tensor of a value, anywhere in its arrays and plain objects. */
export function visitTensors(value: unknown, visit: (tensor: RawTensor) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (isTensor(value)) visit(value);
  else for (const part of Object.values(value)) visitTensors(part, visit);
}

/** A copy of arrays and plain objects in which every tensor is replaced. */
export function mapTensors(value: unknown, replace: (tensor: RawTensor) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isTensor(value)) return replace(value);
  if (Array.isArray(value)) return value.map((part) => mapTensors(part, replace));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTensors(part, replace)]));
}
