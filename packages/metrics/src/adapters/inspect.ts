import type { Prediction } from '../prediction.js';
import { type At, field, fieldAt, isFilled, items, refusal } from './json.js';
import { numberOf } from './number-of.js';
import { type AdapterOptions, expectGrade, predictionOf, readConfidence } from './read-prediction.js';

export interface InspectOptions extends AdapterOptions {
  /** Whose score tells correct from incorrect; needed where a sample has several. */
  readonly scorer?: string;
}

/** Inspect's letters: correct, incorrect, partially correct, no answer; and the words it takes for them. */
const GRADES: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['C', 1],
  ['I', 0],
  ['P', 0.5],
  ['N', 0],
  [true, 1],
  [false, 0],
  ['yes', 1],
  ['true', 1],
  ['no', 0],
  ['false', 0],
]);

/** Statuses of a run that did not reach its end. */
const UNFINISHED: ReadonlySet<unknown> = new Set(['started', 'cancelled', 'error']);

/**
 * Predictions of an Inspect log as JSON, one for each scored sample of each epoch.
 *
 * The log is what `--log-format json` writes or `inspect log dump` prints of an `.eval` file. The grade is
 * the `value` in `scores`, or in the `score` of logs before 0.3.16. Without a callback the confidence is
 * `metadata.confidence` of that score, else of the sample, whose metadata also give domain and difficulty.
 * Samples without a score and invalidated ones are left out; a log without any score is refused unless errors
 * or the end of the run explain it.
 *
 * @example
 * ```ts
 * import { fromInspect } from '@echo/metrics/adapters';
 *
 * const score = { value: 'C', metadata: { confidence: 0.7 } };
 * const log = { version: 2, status: 'success', samples: [{ id: 1, epoch: 1, scores: { match: score } }] };
 * fromInspect(log); // → [{ confidence: 0.7, correct: 1 }]
 * ```
 */
export function fromInspect(log: unknown, options: InspectOptions = {}): readonly Prediction[] {
  const all = field({ value: log, path: '$' }, 'samples');
  const samples = items(all, 'give a log with its samples, as `inspect log dump` prints it').filter(
    (sample) => !isFilled(field(sample, 'invalidation')),
  );
  const scores = samples.map((sample) => scoreOf(sample, options.scorer));
  if (scores.every((score) => score === null)) expectExplained(log, samples, options.scorer);
  return samples.flatMap((sample, i) => {
    const score = scores[i];
    if (!score) return [];
    const value = field(score, 'value');
    if (value.value === null || Number.isNaN(numberOf(value.value))) return [];
    const metadata = field(sample, 'metadata');
    const confidence = readConfidence(sample, options, [
      fieldAt(score, 'metadata', 'confidence'),
      field(metadata, 'confidence'),
    ]);
    return confidence === null ? [] : [predictionOf(confidence, gradeOf(value), metadata)];
  });
}

/** The score asked for, the only one where none is named; null where the sample lacks it. */
function scoreOf(sample: At, scorer: string | undefined): At | null {
  const scores = field(sample, 'scores');
  if (!isFilled(scores)) {
    const only = field(sample, 'score');
    return isFilled(only) ? only : null;
  }
  const names = scorersOf(scores);
  if (scorer === undefined && names.length > 1)
    throw refusal(scores, 'an object with one score', `name one in \`scorer\`: ${names.join(', ')}`);
  const name = scorer ?? names[0];
  return name !== undefined && names.includes(name) ? field(scores, name) : null;
}

function scorersOf(scores: At): readonly string[] {
  if (typeof scores.value !== 'object' || scores.value === null) return [];
  return Object.keys(scores.value).filter((name) => isFilled(field(scores, name)));
}

/** Refuses the first sample whose missing score neither an error nor the end of the run explains. */
function expectExplained(log: unknown, samples: readonly At[], scorer: string | undefined): void {
  const unfinished = UNFINISHED.has(field({ value: log, path: '$' }, 'status').value);
  for (const sample of samples) {
    const scores = field(sample, 'scores');
    const names = scorersOf(scores);
    if (scorer !== undefined && names.length > 0)
      throw refusal(field(scores, scorer), 'a score', `name one in \`scorer\`: ${names.join(', ')}`);
    if (!unfinished && !isFilled(field(sample, 'error')))
      throw refusal(scores, 'an object with a score', 'score the log first, with `inspect score`');
  }
}

function gradeOf(at: At): number {
  const { value } = at;
  const grade =
    GRADES.get(value) ?? (typeof value === 'string' ? GRADES.get(value.toLowerCase()) : undefined);
  return grade ?? expectGrade(at, "or one of Inspect's letters C, I, P, N; name another score in `scorer`");
}
