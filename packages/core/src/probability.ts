import { EchoError } from './errors.js';

/** A probability in [0, 1]; percentages exist only in response tags, on the wire and on screens. */
export type Probability = number;

/** Returns `value` when it is a finite number in [0, 1]; throws `invalid-input` naming `name` otherwise. */
export function assertProbability(value: unknown, name: string): Probability {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
    throw new EchoError(
      'invalid-input',
      `Expected \`${name}\` to be a probability in [0, 1], got ${String(value)}.`,
    );
  }
  return value;
}
