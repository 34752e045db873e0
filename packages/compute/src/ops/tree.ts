import type { RawTensor } from './tensor-ops.js';

const isTensor = (value: object): value is RawTensor => 'shape' in value;

/** Calls `visit` with every tensor of a tree of arrays and plain objects, depth first. */
export function treeForEach(value: unknown, visit: (tensor: RawTensor) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (isTensor(value)) visit(value);
  else for (const part of Object.values(value)) treeForEach(part, visit);
}

/** A copy of a tree of arrays and plain objects with every tensor replaced. */
export function treeMap(value: unknown, replace: (tensor: RawTensor) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isTensor(value)) return replace(value);
  if (Array.isArray(value)) return value.map((part) => treeMap(part, replace));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, treeMap(part, replace)]));
}

/** The tensors of a tree of arrays and plain objects, depth first. */
export function treeLeaves(value: unknown): RawTensor[] {
  const found: RawTensor[] = [];
  treeForEach(value, (x) => found.push(x));
  return found;
}

/**
 * A key of a tree's structure: where it holds tensors, of which ranks, and the values of its other leaves.
 */
export function treeStructure(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (isTensor(value)) return `:${value.shape.length}`;
  let structure = '{';
  for (const key in value) structure += `${key}${treeStructure(value[key as keyof typeof value])},`;
  return structure;
}
