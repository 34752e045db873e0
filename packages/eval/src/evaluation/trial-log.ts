import { EchoError, type SamplingOptions } from '@echo/core';
import type { ReplyFormat } from '@echo/tasks';
import type { TrialStore } from '../store/trial-store.js';
import type { Trial } from '../trial.js';

/** A trial and the place of its task among all tasks. */
export interface IndexedTrial {
  readonly index: number;
  readonly trial: Trial;
}

/** What an evaluation must be resumed with. */
export interface EvaluationSettings {
  readonly model: string | null;
  readonly method: string;
  readonly sampling: SamplingOptions;
  readonly format?: ReplyFormat;
}

const FORMAT = 'echo-trials';
const VERSION = 1;
const CHUNK = 1000;

/**
 * The trials of a log so far, in chunks; a new log gets its first line, the settings.
 *
 * Throws `config-mismatch` when the log was made with other settings, `corrupt-file` for a line that is none.
 */
export async function* readTrialLog(
  store: TrialStore,
  settings: EvaluationSettings,
): AsyncGenerator<readonly IndexedTrial[], void, void> {
  let number = 0;
  let chunk: IndexedTrial[] = [];
  for await (const line of store.read()) {
    if (++number === 1) assertSameSettings(line, settings);
    else chunk.push(parseTrialLine(line, number));
    if (chunk.length === CHUNK) {
      yield chunk;
      chunk = [];
    }
  }
  if (number === 0) await store.append([JSON.stringify({ format: FORMAT, version: VERSION, settings })]);
  if (chunk.length > 0) yield chunk;
}

/** The line of a trial. */
export function formatTrialLine({ index, trial }: IndexedTrial): string {
  return JSON.stringify({ index, ...trial });
}

/** The trials of a log's text, in the order of the tasks; of two at one place the later counts. */
export function parseTrialLog(text: string): readonly Trial[] {
  const lines = text.split('\n').slice(0, -1);
  assertHeader(lines[0] ?? '');
  const byPlace = new Map<number, Trial>();
  lines.slice(1).forEach((line, i) => {
    const { index, trial } = parseTrialLine(line, i + 2);
    byPlace.set(index, trial);
  });
  return [...byPlace].sort(([a], [b]) => a - b).map(([, trial]) => trial);
}

function parseTrialLine(line: string, number: number): IndexedTrial {
  try {
    const { index, ...trial } = JSON.parse(line) as Trial & { index: number };
    const isTrial =
      Number.isInteger(index) &&
      index >= 0 &&
      typeof trial.taskId === 'string' &&
      typeof trial.confidence === 'number' &&
      typeof trial.correct === 'boolean';
    if (isTrial) return { index, trial };
  } catch {}
  throw new EchoError(
    'corrupt-file',
    `Line ${number} of the log of trials is no trial; remove the line to ask its task again, or choose another log.`,
  );
}

function assertHeader(line: string): EvaluationSettings {
  try {
    const { format, version, settings } = JSON.parse(line);
    if (format === FORMAT && version === VERSION && settings) return settings;
  } catch {}
  throw new EchoError(
    'corrupt-file',
    `The first line of the log is not that of a log of trials (format ${FORMAT}, version ${VERSION}); choose another log.`,
  );
}

function assertSameSettings(line: string, settings: EvaluationSettings): void {
  const logged = assertHeader(line);
  for (const name of ['model', 'method', 'sampling', 'format'] as const) {
    const [was, is] = [inOrder(logged[name]), inOrder(settings[name])];
    if (was !== is)
      throw new EchoError(
        'config-mismatch',
        `The log was made with \`${name}\` ${was ?? 'unset'} and cannot go on with ${is ?? 'unset'}; use the same, or choose another log.`,
      );
  }
}

/** JSON whose fields are in alphabetical order. */
function inOrder(value: unknown): string | undefined {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isPlain ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : [];
  return JSON.stringify(isPlain ? Object.fromEntries(entries) : value);
}
