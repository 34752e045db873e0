import { EchoError } from './errors.js';

/** A probability in [0, 1]; percentages exist only in response tags, on the wire and on screens. */
export type Probability = number;

/**
 * The value, when it is a finite number in [0, 1]; throws `invalid-input` naming `name` otherwise.
 *
 * @example
 * ```ts
 * import { assertProbability } from '@echo/core';
 *
 * assertProbability(0.75, 'confidence'); // → 0.75
 * ```
 */
export function assertProbability(value: unknown, name: string): Probability {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
    throw new EchoError(
      'invalid-input',
      `Expected \`${name}\` to be a probability in [0, 1], got ${String(value)}.`,
    );
  }
  return value;
}
