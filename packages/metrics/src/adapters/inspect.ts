import type { Prediction } from '../prediction.js';
import { type At, field, fieldAt, items, refusal } from './json.js';
import { type AdapterOptions, expectGrade, predictionOf, readConfidence } from './read-prediction.js';

export interface InspectOptions extends AdapterOptions {
  /** Whose score tells right from wrong; needed where a sample has several. */
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

/**
 * Predictions of an Inspect log as JSON (`--log-format json`, or `inspect log dump` of an `.eval` file): one for each of `samples`, its grade
 * the `value` in `scores`. Without a callback the confidence is `metadata.confidence` of that score, else of the sample, whose metadata
 * also give domain and difficulty. Samples that ended in an error or were left unscored are left out.
 */
export function fromInspect(log: unknown, options: InspectOptions = {}): readonly Prediction[] {
  const samples = field({ value: log, path: '$' }, 'samples');
  return items(samples, 'give a log with its samples, as `inspect log dump` prints it').flatMap((sample) => {
    if (isMissing(field(sample, 'scores')) && !isMissing(field(sample, 'error'))) return [];
    const score = scoreOf(sample, options.scorer);
    const value = field(score, 'value');
    if (value.value === null || Number.isNaN(value.value) || value.value === 'NaN') return [];
    const metadata = field(sample, 'metadata');
    const confidence = readConfidence(sample, options, [
      fieldAt(score, 'metadata', 'confidence'),
      field(metadata, 'confidence'),
    ]);
    return confidence === null ? [] : [predictionOf(confidence, gradeOf(value), metadata)];
  });
}

function isMissing({ value }: At): boolean {
  return value === undefined || value === null;
}

function scoreOf(sample: At, scorer: string | undefined): At {
  const scores = field(sample, 'scores');
  if (typeof scores.value !== 'object' || scores.value === null)
    throw refusal(scores, 'an object', 'score the log first, with `inspect score`');
  const names = Object.keys(scores.value);
  const name = scorer ?? names[0];
  if (name === undefined || (scorer === undefined && names.length > 1))
    throw refusal(scores, 'an object with one score', `name one in \`scorer\`: ${names.join(', ')}`);
  const score = field(scores, name);
  if (isMissing(score)) throw refusal(score, 'a score', `name one in \`scorer\`: ${names.join(', ')}`);
  return score;
}

function gradeOf(at: At): number {
  const { value } = at;
  const grade =
    GRADES.get(value) ?? (typeof value === 'string' ? GRADES.get(value.toLowerCase()) : undefined);
  return grade ?? expectGrade(at, "or one of Inspect's letters C, I, P, N; name another score in `scorer`");
}
