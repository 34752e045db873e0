import { EchoError } from '@echo/core';
import { detectFormat, isSample, type Layout } from './detect-format.js';
import { csvRecords } from './formats/csv.js';
import { echoRow } from './formats/echo.js';
import { inspectRow } from './formats/inspect.js';
import { lmEvaluationHarnessRows } from './formats/lm-evaluation-harness.js';
import { openAiEvalsRows } from './formats/openai-evals.js';
import { promptfooRow } from './formats/promptfoo.js';
import { recordRows } from './formats/records.js';
import { jsonItems } from './json-items.js';
import { type JsonValue, jsonLines } from './lines.js';
import type { LogFormat, ReadLogOptions, ReadRow } from './log-row.js';
import type { LogSource, TextFile } from './log-source.js';
import { type TrialLog, trialsOf } from './trials-of.js';

/** A log as trials, and what was read how. */
export interface ReadLog extends TrialLog {
  readonly format: LogFormat;
  /** Whether the format was guessed. */
  readonly guessed: boolean;
}

/**
 * Reads the log of any evaluation as trials: promptfoo, Inspect, lm-evaluation-harness, OpenAI evals, CSV.
 *
 * Records in JSON and trials of ECHO are read, too. The source is streamed; what is kept is a trial for each
 * answer. Throws `invalid-input`, `corrupt-file` or `unsupported`: one sentence with file, line and rule.
 */
export async function readLog(source: LogSource, options: ReadLogOptions = {}): Promise<ReadLog> {
  const { path } = source;
  const [first, second] = await source.firstBytes();
  if (first === 0x50 && second === 0x4b) {
    const samples = source.zipItems((name) => /^samples\/.*\.json$/.test(name));
    const log = await trialsOf(path, rowsOf('inspect', samples, options), options);
    return { ...log, format: 'inspect', guessed: options.format === undefined };
  }
  const file = await source.openText();
  const { format, layout } = await detected(file, options);
  const log = await trialsOf(path, rowsOf(format, valuesOf(source, file, layout), options), options);
  return { ...log, format, guessed: options.format === undefined };
}

async function detected(
  file: TextFile,
  { format, confidence, correct }: ReadLogOptions,
): Promise<{ format: LogFormat; layout: Layout }> {
  if (format === 'csv') return { format, layout: 'table' };
  try {
    const found = await detectFormat(file);
    return format === undefined ? found : { ...found, format };
  } catch (error) {
    const named = confidence !== undefined && correct !== undefined;
    if (!(error instanceof EchoError) || error.code !== 'unsupported' || !(named || format)) throw error;
    const isLines =
      !file.head.trimStart().startsWith('[') && /^\{.*\}\s*$/.test(file.head.split('\n')[0] ?? '');
    return { format: format ?? 'records', layout: isLines ? 'lines' : 'document' };
  }
}

async function* valuesOf(
  source: LogSource,
  file: TextFile,
  layout: Layout,
): AsyncGenerator<JsonValue, void, void> {
  if (layout === 'table') yield* csvRecords(source, file);
  else if (layout === 'lines') yield* jsonLines(file);
  else {
    let n = 0;
    for await (const item of jsonItems(file, isSample)) {
      n++;
      yield { ...item, place: `sample ${n} (${item.place})` };
    }
  }
}

async function* rowsOf(
  format: LogFormat,
  values: AsyncIterable<JsonValue>,
  options: ReadLogOptions,
): AsyncGenerator<ReadRow, void, void> {
  if (format === 'openai-evals') {
    yield* openAiEvalsRows(values, options);
    return;
  }
  const row = rowReader(format, options);
  for await (const value of values) {
    const read = row(value);
    if (read) yield read;
  }
}

function rowReader(format: LogFormat, options: ReadLogOptions): (value: JsonValue) => ReadRow | null {
  switch (format) {
    case 'promptfoo':
      return (value) => promptfooRow(value, options);
    case 'inspect':
      return (value) => inspectRow(value, options);
    case 'lm-evaluation-harness':
      return lmEvaluationHarnessRows(options);
    case 'echo':
      return (value) => echoRow(value, options);
    default:
      return recordRows(options);
  }
}
