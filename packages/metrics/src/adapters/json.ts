import { MetricsError } from '../errors.js';

/** A value within a JSON document and the path to it, `$` being the whole. */
export interface At {
  readonly value: unknown;
  readonly path: string;
}

/** Own fields alone: a key from the data never reaches a prototype. */
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

export function items({ value, path }: At, remedy: string): readonly At[] {
  if (!Array.isArray(value)) throw refusal({ value, path }, 'a list', remedy);
  return value.map((item: unknown, i) => ({ value: item, path: `${path}[${i}]` }));
}

/** The value, if it is a string. */
export function textOf({ value }: At): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function refusal({ value, path }: At, rule: string, remedy: string): MetricsError {
  const shown =
    typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? 'a list'
        : 'an object'
      : show(value);
  return new MetricsError(`Expected ${path} to be ${rule}, got ${shown}; ${remedy}.`);
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The values of a JSON Lines text, empty lines left out. Throws `invalid-input` naming the line that is no JSON. */
export function parseJsonLines(text: string): readonly unknown[] {
  return text.split('\n').flatMap((line, i): unknown[] => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line)];
    } catch {
      throw new MetricsError(
        `Expected line ${i + 1} to be a JSON value, got ${show(line.trim())}; give one JSON value a line.`,
      );
    }
  });
}
