import { MetricsError } from '../errors.js';
import { show } from './json.js';

/**
 * The value of a JSON text as tools write it: with a byte order mark, or with Python's `NaN` and `Infinity`.
 *
 * Throws `invalid-input` for what is no JSON.
 *
 * @example
 * ```ts
 * import { parseJson } from '@echo/metrics/adapters';
 *
 * parseJson('{ "score": NaN }'); // → { score: NaN }
 * ```
 */
export function parseJson(text: string): unknown {
  try {
    return parseValue(text);
  } catch {
    throw new MetricsError(
      `Expected the text to be JSON, got ${show(text.trim())}; give the file whole, as the tool wrote it.`,
    );
  }
}

/**
 * The values of a JSON Lines text, read as by `parseJson`, empty lines left out.
 *
 * Where the text is one list over several lines, the values of the list. Throws `invalid-input` naming the
 * line that is no JSON.
 *
 * @example
 * ```ts
 * import { parseJsonLines } from '@echo/metrics/adapters';
 *
 * parseJsonLines('{ "a": 1 }\n\n{ "a": 2 }\n'); // → [{ a: 1 }, { a: 2 }]
 * ```
 */
export function parseJsonLines(text: string): readonly unknown[] {
  const values: unknown[] = [];
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      values.push(parseValue(line));
    } catch {
      const list = values.length === 0 ? listOverLines(text) : null;
      if (list) return list;
      const cut = i > 0 && i === lines.length - 1;
      throw new MetricsError(
        `Expected line ${i + 1} to be a JSON value, got ${show(line.trim())}; ${
          cut
            ? 'it is the last and has no line end, as a killed run leaves it: leave it out'
            : 'give one JSON value a line'
        }.`,
      );
    }
  }
  return values;
}

/** The form that lm-evaluation-harness gave `.jsonl` files until 0.4.2: one list, indented. */
function listOverLines(text: string): readonly unknown[] | null {
  if (!text.trimStart().startsWith('[')) return null;
  try {
    const value = parseValue(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

const STRING_OR_NON_FINITE = /"[^"\\]*(?:\\.[^"\\]*)*"|-?Infinity|NaN/g;
const MARK = '\u{f0000}number:';

function parseValue(text: string): unknown {
  const json = text.trim();
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!/NaN|Infinity/.test(json)) throw error;
    const marked = json.replace(STRING_OR_NON_FINITE, (token) =>
      token.startsWith('"') ? token : `"${MARK}${token}"`,
    );
    return JSON.parse(marked, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value,
    );
  }
}
