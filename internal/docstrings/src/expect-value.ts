import { inspect } from 'node:util';
import { differsFrom } from './stated-value.js';

/** The values that were not as an example states them, one sentence each, and how many were compared. */
export const comparisons = { count: 0, faults: [] as string[] };

/** The most characters of a value that a fault shows. */
const MAX_SHOWN = 500;

/** Compares a value with what an example states; `place` is the file and line of the statement. */
export function expectValue(place: string, expected: string, actual: unknown): void {
  comparisons.count++;
  const difference = differsFrom(expected, actual);
  if (difference === null) return;
  const shown = inspect(actual, { depth: 6, breakLength: 100 }).slice(0, MAX_SHOWN);
  comparisons.faults.push(`${place}: states ${expected}, gives ${shown}${difference && ` (${difference})`}`);
}
