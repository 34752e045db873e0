import type { Prediction } from '../prediction.js';
import { type At, field, refusal, textOf } from './json.js';

/** One sample as the tool wrote it: a JSON object. */
export type Sample = Readonly<Record<string, unknown>>;

export interface AdapterOptions {
  /**
   * The confidence in [0, 1] of a sample, where the file has no field for it: read from the reply, say. Undefined leaves the sample out.
   */
  readonly confidence?: (sample: Sample) => number | undefined;
}

/** Of a sample: its confidence by the callback, else the first of these places that is filled. Null when the callback leaves it out. */
export function readConfidence(
  sample: At,
  { confidence }: AdapterOptions,
  places: readonly At[],
): number | null {
  if (typeof sample.value !== 'object' || sample.value === null)
    throw refusal(sample, 'an object', 'give the file as the tool wrote it');
  if (confidence) {
    const value = confidence(sample.value as Sample);
    if (value === undefined) return null;
    return expectProbability({ value, path: `the confidence of ${sample.path}` });
  }
  const place = places.find(({ value }) => value !== undefined && value !== null) ?? places[0] ?? sample;
  return expectProbability(place);
}

function expectProbability(at: At): number {
  if (typeof at.value !== 'number' || !(at.value >= 0 && at.value <= 1))
    throw refusal(
      at,
      'a probability in [0, 1], not per cents',
      'where the file has none, pass `confidence`, a function of the sample',
    );
  return at.value;
}

/** The prediction, with domain and difficulty where its metadata have them. */
export function predictionOf(confidence: number, correct: boolean | number, metadata?: At): Prediction {
  const domain = metadata && textOf(field(metadata, 'domain'));
  const difficulty = metadata && textOf(field(metadata, 'difficulty'));
  return {
    confidence,
    correct,
    ...(domain === undefined ? {} : { domain }),
    ...(difficulty === undefined ? {} : { difficulty }),
  };
}

export function expectGrade(at: At, remedy: string): number {
  if (typeof at.value !== 'number' || !(at.value >= 0 && at.value <= 1))
    throw refusal(at, 'a grade in [0, 1]', remedy);
  return at.value;
}
