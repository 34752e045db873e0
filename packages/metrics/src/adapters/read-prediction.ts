import type { Prediction } from '../prediction.js';
import { type At, field, isFilled, refusal, textOf } from './json.js';
import { numberOf } from './number-of.js';

/** One sample as the tool wrote it: a JSON object. */
export type Sample = Readonly<Record<string, unknown>>;

export interface AdapterOptions {
  /**
   * The confidence in [0, 1] of a sample, where the file has no field for it: read from the reply, say.
   * Undefined leaves the sample out.
   */
  readonly confidence?: (sample: Sample) => number | undefined;
}

/**
 * The confidence of a sample by the callback, else at the first of these places that is filled.
 *
 * Null when the callback leaves the sample out.
 */
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
  const place = places.find(isFilled) ?? places[0] ?? sample;
  return expectProbability(place);
}

function expectProbability(at: At): number {
  const value = numberOf(at.value);
  if (value === undefined || !(value >= 0 && value <= 1))
    throw refusal(
      at,
      'a probability in [0, 1], not per cents',
      'where the file has none, pass `confidence`, a function of the sample',
    );
  return value;
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

/**
 * The grade in [0, 1] that a field holds as a number, as text or as true or false; anything else is refused.
 */
export function expectGrade(at: At, remedy: string): number {
  const value = typeof at.value === 'boolean' ? Number(at.value) : numberOf(at.value);
  if (value === undefined || !(value >= 0 && value <= 1)) throw refusal(at, 'a grade in [0, 1]', remedy);
  return value;
}
