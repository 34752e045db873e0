import type { CountCell, CountTable } from './count-table.js';
import { isSinglePrecision, shortestDecimal } from './decimal.js';
import { MetricsError } from './errors.js';
import type { Prediction } from './prediction.js';

interface Sums {
  n: number;
  sum: number;
  squares: number;
}

/** The doubles that integer percentages are written as, and the 32-bit values of those. */
const HUNDREDTHS = Float64Array.from({ length: 101 }, (_, percent) => percent / 100);
const SINGLE_HUNDREDTHS = HUNDREDTHS.map(Math.fround);

/** The distance outside [0, 1] that rounding may carry a probability. */
const SLACK = 1e-9;

/** A table being filled. */
export interface Tally {
  /** Incorrect answers of p % at 2p, correct ones at 2p + 1. */
  readonly whole: Uint32Array;
  /** By confidence: all others, and integer percentages that have been put into a table. */
  readonly other: Map<number, Sums>;
}

/** An empty tally. */
export function newTally(): Tally {
  return { whole: new Uint32Array(202), other: new Map() };
}

/** Counts columns, into a tally of their own: 32-bit confidences get their decimals once all are counted. */
export function countColumns(
  tally: Tally,
  confidence: ArrayLike<number>,
  correct: ArrayLike<number | boolean>,
): void {
  const { whole, other } = tally;
  const { length } = confidence;
  const isSingle = isSinglePrecision(confidence);
  const hundredths = isSingle ? SINGLE_HUNDREDTHS : HUNDREDTHS;
  const outcomeOf = isSinglePrecision(correct) ? shortestDecimal : undefined;
  for (let i = 0; i < length; i++) {
    const p = confidence[i] as number;
    const y = correct[i] as number;
    if (!countWhole(whole, hundredths, p, y)) countOther(tally, i, p, outcomeOf?.(y) ?? y);
  }
  if (!isSingle) return;
  const counted = [...other];
  other.clear();
  for (const [single, sums] of counted) other.set(shortestDecimal(single), sums);
}

/** Counts one prediction; throws `invalid-input` with its index for anything that is no number in [0, 1]. */
export function count(tally: Tally, index: number, { confidence, correct }: Prediction): void {
  const y = correct === true ? 1 : correct === false ? 0 : correct;
  if (!countWhole(tally.whole, HUNDREDTHS, confidence, y)) countOther(tally, index, confidence, y);
}

/** Integer percentages with outcomes of 0 and 1, without a branch on the outcome; false of anything else. */
function countWhole(whole: Uint32Array, hundredths: Float64Array, p: number, y: number): boolean {
  const percent = (p * 100 + 0.5) | 0;
  if (p !== hundredths[percent] || y * y !== y) return false;
  const at = 2 * percent + y;
  whole[at] = (whole[at] as number) + 1;
  return true;
}

function countOther({ other }: Tally, index: number, p: number, correct: number | boolean): void {
  const confidence = typeof p === 'number' ? withinBounds(p) : Number.NaN;
  if (!(confidence >= 0 && confidence <= 1)) throw refusal(index, 'confidence', p);
  const y = outcomeAt(index, correct);
  add(other, confidence, { n: 1, sum: y, squares: y * y });
}

/** An outcome as a number; throws `invalid-input` with its index for one that is no boolean and no grade. */
export function outcomeAt(index: number, correct: number | boolean): number {
  const y = typeof correct === 'boolean' ? Number(correct) : correct;
  if (typeof y !== 'number' || !(y >= 0 && y <= 1)) throw refusal(index, 'correct', y);
  return y;
}

function add(other: Tally['other'], confidence: number, { n, sum, squares }: Sums): void {
  const here = other.get(confidence);
  if (!here) other.set(confidence, { n, sum, squares });
  else {
    here.n += n;
    here.sum += sum;
    here.squares += squares;
  }
}

/** A confidence as its cell has it: itself, or the end of [0, 1] that rounding carried it past. */
export function withinBounds(confidence: number): number {
  if (confidence > 1 && confidence < 1 + SLACK) return 1;
  return confidence < 0 && confidence > -SLACK ? 0 : confidence;
}

/** The count table of a tally. */
export function tableOfTally({ whole, other }: Tally): CountTable {
  for (let percent = 0; percent <= 100; percent++) {
    const sum = whole[2 * percent + 1] as number;
    const n = (whole[2 * percent] as number) + sum;
    if (n > 0) add(other, percent / 100, { n, sum, squares: sum });
  }
  whole.fill(0);
  const cells: CountCell[] = [];
  let total = 0;
  for (const confidence of Float64Array.from(other.keys()).sort()) {
    const { n, sum, squares } = other.get(confidence) as Sums;
    cells.push({ confidence, n, sum, squares });
    total += n;
  }
  return { n: total, cells };
}

function refusal(index: number, field: 'confidence' | 'correct', value: unknown): MetricsError {
  const rule =
    field === 'confidence' ? 'a probability in [0, 1], not per cents' : 'true, false or a grade in [0, 1]';
  return new MetricsError(
    `Expected \`${field}\` of prediction ${index} to be ${rule}, got ${typeof value === 'string' ? JSON.stringify(value) : String(value)}.`,
  );
}
