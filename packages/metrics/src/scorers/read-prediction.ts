import { MetricsError } from '../errors.js';
import type { Prediction } from '../prediction.js';

/** Where a scorer finds a prediction in what its tool hands it; null where there is none to score. */
export type ReadPrediction<Given> = (given: Given) => Prediction | null | Promise<Prediction | null>;

const REMEDY =
  'pass `read` to take the prediction from it (`parseResponse` of @echo/parser reads the confidence of a reply)';

/**
 * The prediction that an output is: an object with `confidence` and `correct`, or the JSON text of one.
 *
 * Throws `invalid-input` for anything else; whether the numbers are ones is seen when they are scored.
 */
export function predictionIn(output: unknown): Prediction {
  const value = typeof output === 'string' ? parsed(output) : output;
  if (isPrediction(value)) return value;
  const shown = typeof output === 'string' ? JSON.stringify(output.slice(0, 60)) : typeof output;
  throw new MetricsError(
    `Expected the output to be an object with \`confidence\` and \`correct\`, got ${shown}; ${REMEDY}.`,
  );
}

function isPrediction(value: unknown): value is Prediction {
  return typeof value === 'object' && value !== null && 'confidence' in value && 'correct' in value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
