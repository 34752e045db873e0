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

/** Every tensor of a value, in the order they are visited. */
export function tensorsIn(value: unknown): RawTensor[] {
  const found: RawTensor[] = [];
  visitTensors(value, (x) => found.push(x));
  return found;
}

/** Where tensors of which rank stand in a value, and what else stands there. */
export function formOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (isTensor(value)) return `:${value.shape.length}`;
  let form = '{';
  for (const key in value) form += `${key}${formOf(value[key as keyof typeof value])},`;
  return form;
}
