import { EchoError } from '@echo/core';
import { parseJson } from '@echo/metrics/adapters';
import { at, type Fields, isFields } from './fields.js';
import { findColumns } from './formats/columns.js';
import { delimiterOf } from './formats/csv.js';
import { jsonItems } from './json-items.js';
import type { LogFormat } from './log-row.js';
import type { TextFile } from './log-source.js';

/** How a file is laid out: one JSON document, a JSON value a line, or a table. */
export type Layout = 'document' | 'lines' | 'table';

/** Lists of samples in the documents of the tools. */
const SAMPLES = new Set(['samples[]', 'results.results[]', 'results[]', '[]']);
/** Whether a path of a document is that of a sample. */
export const isSample = (path: string): boolean => SAMPLES.has(path);

/** What a file is, from its first samples. Throws `unsupported` where it is none of the known logs. */
export async function detectFormat(
  file: TextFile,
): Promise<{ readonly format: LogFormat; readonly layout: Layout }> {
  const start = file.head.trimStart();
  if (!start.startsWith('{') && !start.startsWith('[')) {
    if (start !== '' && !start.includes('\0') && delimiterOf(file.head) !== null)
      return { format: 'csv', layout: 'table' };
    throw unknown(file);
  }
  const lines = firstValues(file.head);
  if (lines.length > 0 && !isDocument(lines)) {
    const format = lines.map((line) => formatOf(line, '')).find((found) => found !== null);
    if (!format) throw unknown(file);
    return { format, layout: 'lines' };
  }
  for await (const { path, value } of jsonItems(file, isSample)) {
    const format = formatOf(value, path);
    if (!format) throw unknown(file);
    return { format, layout: 'document' };
  }
  throw new EchoError(
    'invalid-input',
    `${file.path} is a JSON document without samples; give a log that holds each sample, or the trials of a report.`,
  );
}

/** The values of the first lines, as far as each line is a JSON value. */
function firstValues(head: string): readonly unknown[] {
  const lines = head.split('\n').filter((line) => line.trim() !== '');
  const values: unknown[] = [];
  for (const line of lines.slice(0, 200)) {
    try {
      values.push(parseJson(line));
    } catch {
      break;
    }
  }
  return values;
}

/** Whether the only value is a document that holds its samples. */
function isDocument(values: readonly unknown[]): boolean {
  const [only, ...more] = values;
  if (more.length > 0) return false;
  return (
    Array.isArray(only) ||
    [at(only, 'samples'), at(only, 'results', 'results'), at(only, 'results')].some(Array.isArray)
  );
}

const has = (record: Fields, ...names: readonly string[]) =>
  names.some((name) => Object.hasOwn(record, name));

function formatOf(value: unknown, path: string): LogFormat | null {
  if (!isFields(value)) return null;
  if (path === 'samples[]') return 'inspect';
  if (value.format === 'echo-trials' || has(value, 'taskId')) return 'echo';
  if (has(value, 'doc_id') && has(value, 'doc', 'resps', 'filtered_resps')) return 'lm-evaluation-harness';
  if (has(value, 'spec') || (has(value, 'type') && has(value, 'sample_id', 'run_id'))) return 'openai-evals';
  if (
    has(value, 'success') &&
    has(value, 'testCase', 'vars', 'provider', 'gradingResult', 'response', 'promptId', 'metadata')
  )
    return 'promptfoo';
  return findColumns(Object.keys(value)).correct === undefined ? null : 'records';
}

const extensionOf = (path: string): string => /[^/\\](\.[^./\\]*)$/.exec(path)?.[1] ?? '';

function unknown({ path, head }: TextFile): EchoError {
  if (head.trim() === '')
    return new EchoError('unsupported', `${path} is empty; give a log with at least one answer.`);
  const shown = JSON.stringify(head.trim().slice(0, 40));
  return new EchoError(
    'unsupported',
    `${path}, line 1: not a log of promptfoo, Inspect, lm-evaluation-harness, OpenAI evals or ECHO, nor a table with a confidence and a verdict (${extensionOf(path) || 'no extension'}, begins with ${shown}); name its fields with --confidence and --correct, or its format with --format.`,
  );
}
