/** Calls `visit` with every value of a result that `isTensor` accepts, anywhere in its arrays and plain objects. */
export function visitTensors<T>(
  value: unknown,
  isTensor: (value: object) => value is T & object,
  visit: (tensor: T) => void,
): void {
  if (typeof value !== 'object' || value === null) return;
  if (isTensor(value)) visit(value);
  else for (const part of Object.values(value)) visitTensors(part, isTensor, visit);
}

/** A copy of arrays and plain objects in which every tensor is replaced. */
export function mapTensors<T>(
  value: unknown,
  isTensor: (value: object) => value is T & object,
  replace: (tensor: T) => unknown,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isTensor(value)) return replace(value);
  if (Array.isArray(value)) return value.map((part) => mapTensors(part, isTensor, replace));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, mapTensors(part, isTensor, replace)]),
  );
}
