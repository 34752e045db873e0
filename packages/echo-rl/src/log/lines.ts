import { EchoError } from '@echo/core';
import { parseJson } from '@echo/metrics/adapters';
import type { TextFile } from './log-source.js';
import { type At, refusal } from './refusal.js';

/** A JSON value and where it stands. */
export interface JsonValue extends At {
  readonly value: unknown;
}

/** No sample of any tool is longer; a longer line is not a line of a log. */
const LONGEST = 1 << 28;

/** The JSON values of a file that has one in each line; empty lines are left out. */
export async function* jsonLines(file: TextFile): AsyncGenerator<JsonValue, void, void> {
  let [number, rest] = [0, ''];
  const parse = (line: string, last: boolean): JsonValue | null => {
    number++;
    if (line.trim() === '') return null;
    const at: At = { file: file.path, place: `line ${number}` };
    try {
      return { ...at, value: parseJson(line) };
    } catch {
      throw refusal(
        at,
        last && number > 1
          ? 'the file ends in the middle of a JSON value; leave the line out, or give the file whole'
          : `expected one JSON value a line, got ${JSON.stringify(line.trim().slice(0, 40))}; mend or remove the line`,
      );
    }
  };
  for await (const chunk of file.chunks()) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const value = parse(line, false);
      if (value) yield value;
    }
    if (rest.length > LONGEST)
      throw new EchoError(
        'unsupported',
        `${file.path}, line ${number + 1}: the line is longer than ${LONGEST} characters; give one sample a line.`,
      );
  }
  const value = parse(rest, true);
  if (value) yield value;
}
