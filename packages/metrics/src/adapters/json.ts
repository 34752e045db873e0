import { MetricsError } from '../errors.js';

/** A value within a JSON document and the path to it, `$` being the whole. */
export interface At {
  readonly value: unknown;
  readonly path: string;
}

/** The value of an own field: a key from the data never reaches a prototype. */
export function field({ value, path }: At, name: string): At {
  const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return {
    value: inside ? (value as Readonly<Record<string, unknown>>)[name] : undefined,
    path: /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`,
  };
}

/** The value at a chain of fields; undefined where one is missing. */
export function fieldAt(at: At, ...names: readonly string[]): At {
  return names.reduce(field, at);
}

/** The items of a list, each with its path; a value that is no list is refused with the remedy. */
export function items({ value, path }: At, remedy: string): readonly At[] {
  if (!Array.isArray(value)) throw refusal({ value, path }, 'a list', remedy);
  return value.map((item: unknown, i) => ({ value: item, path: `${path}[${i}]` }));
}

/** Whether there is a value, other than null. */
export function isFilled({ value }: At): boolean {
  return value !== undefined && value !== null;
}

/** The value, if it is a string. */
export function textOf({ value }: At): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The error of a value that is not as the rule says, naming its path and the remedy. */
export function refusal({ value, path }: At, rule: string, remedy: string): MetricsError {
  const shown =
    typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? 'a list'
        : 'an object'
      : show(value);
  return new MetricsError(`Expected ${path} to be ${rule}, got ${shown}; ${remedy}.`);
}

/** A value as an error shows it: cut after 60 characters. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
