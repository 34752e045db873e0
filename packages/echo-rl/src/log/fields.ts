/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object, and no list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const DEEPEST = 5;

/** The value of a field by its name or dotted path, wherever in a sample it stands; else undefined. */
export function findField(sample: Fields, name: string): unknown {
  if (Object.hasOwn(sample, name)) return sample[name];
  const [first = '', ...rest] = name.split('.');
  const inside = Object.hasOwn(sample, first) ? sample[first] : undefined;
  if (rest.length > 0 && isFields(inside)) return findField(inside, rest.join('.'));
  let level: readonly Fields[] = Object.values(sample).filter(isFields);
  for (let depth = 1; depth < DEEPEST && level.length > 0; depth++) {
    for (const fields of level) if (Object.hasOwn(fields, name)) return fields[name];
    level = level.flatMap((fields) => Object.values(fields).filter(isFields));
  }
  return undefined;
}

/** The value at a path of fields; undefined where one is missing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inside, key) => {
    if (typeof key === 'number') return Array.isArray(inside) ? inside.at(key) : undefined;
    return isFields(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined;
  }, value);
}

/** The first value that is a text which is not empty. */
export function firstText(...values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '');
}

/** The text of a message, of its content parts, or of a list of messages, the last of which counts. */
export function messageText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const parts = value.flatMap((part) => firstText(at(part, 'text')) ?? []);
    return parts.length > 0 ? parts.join('\n') : messageText(value.at(-1));
  }
  return isFields(value) && value.content !== value ? messageText(value.content ?? value.text) : undefined;
}

/** The names of the fields of a sample that hold numbers or texts, as dotted paths. */
export function fieldNames(sample: Fields, prefix = '', depth = 0): readonly string[] {
  return Object.entries(sample).flatMap(([name, value]) => {
    if (isFields(value)) return depth < 2 ? fieldNames(value, `${prefix}${name}.`, depth + 1) : [];
    return typeof value === 'number' || typeof value === 'string' ? [`${prefix}${name}`] : [];
  });
}
