import { MetricsError } from './errors.js';
import type { Prediction } from './prediction.js';
import type { Cell, Table } from './table.js';

interface Sums {
  n: number;
  sum: number;
  squares: number;
}

/** A table being filled. */
export interface Tally {
  /** Wrong answers of p % at 2p, right ones at 2p + 1. */
  readonly whole: Uint32Array;
  /** By confidence: all others, and whole per cents that have been put into a table. */
  readonly other: Map<number, Sums>;
}

export function newTally(): Tally {
  return { whole: new Uint32Array(202), other: new Map() };
}

/** Counts columns. */
export function countColumns(
  tally: Tally,
  confidence: ArrayLike<number>,
  correct: ArrayLike<number | boolean>,
): void {
  const { whole } = tally;
  const { length } = confidence;
  for (let i = 0; i < length; i++) {
    const p = confidence[i] as number;
    const y = correct[i] as number;
    if (!countWhole(whole, p, y)) countOther(tally, i, p, y);
  }
}

/** Counts one prediction; throws `invalid-input` with its index for anything that is no number in [0, 1]. */
export function count(tally: Tally, index: number, { confidence, correct }: Prediction): void {
  const y = correct === true ? 1 : correct === false ? 0 : correct;
  if (!countWhole(tally.whole, confidence, y)) countOther(tally, index, confidence, y);
}

/** Whole per cents with outcomes of 0 and 1, without a branch on the outcome; false of anything else. */
function countWhole(whole: Uint32Array, p: number, y: number): boolean {
  const percent = (p * 100 + 0.5) | 0;
  const off = p * 100 - percent;
  if (!(off < 1e-7 && off > -1e-7 && y * y === y) || percent >>> 0 > 100 || typeof p !== 'number')
    return false;
  const at = 2 * percent + y;
  whole[at] = (whole[at] as number) + 1;
  return true;
}

function countOther({ other }: Tally, index: number, p: number, correct: number | boolean): void {
  const y = typeof correct === 'boolean' ? Number(correct) : correct;
  const confidence = typeof p === 'number' ? pooled(p) : Number.NaN;
  if (!(confidence >= 0 && confidence <= 1)) throw refusal(index, 'confidence', p);
  if (typeof y !== 'number' || !(y >= 0 && y <= 1)) throw refusal(index, 'correct', y);
  add(other, confidence, { n: 1, sum: y, squares: y * y });
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

/** The whole per cent within 1e-9 of a confidence, or else itself. */
export function pooled(confidence: number): number {
  const percent = Math.round(confidence * 100);
  return Math.abs(confidence * 100 - percent) < 1e-7 ? percent / 100 : confidence;
}

/** What has been counted so far. */
export function tableOfTally({ whole, other }: Tally): Table {
  for (let percent = 0; percent <= 100; percent++) {
    const sum = whole[2 * percent + 1] as number;
    const n = (whole[2 * percent] as number) + sum;
    if (n > 0) add(other, percent / 100, { n, sum, squares: sum });
  }
  whole.fill(0);
  const cells: Cell[] = [];
  let total = 0;
  for (const confidence of Float64Array.from(other.keys()).sort()) {
    const { n, sum, squares } = other.get(confidence) as Sums;
    cells.push({ confidence, n, sum, squares });
    total += n;
  }
  return { n: total, cells };
}

/** A table filled one prediction at a time: memory of as many cells as there are distinct confidences. */
export function tableBuilder(): { add(prediction: Prediction): void; table(): Table } {
  const tally = newTally();
  let index = 0;
  return {
    add(prediction) {
      count(tally, index, prediction);
      index++;
    },
    table: () => tableOfTally(tally),
  };
}

function refusal(index: number, field: 'confidence' | 'correct', value: unknown): MetricsError {
  const rule =
    field === 'confidence' ? 'a probability in [0, 1], not per cents' : 'true, false or a grade in [0, 1]';
  return new MetricsError(
    `Expected \`${field}\` of prediction ${index} to be ${rule}, got ${typeof value === 'string' ? JSON.stringify(value) : String(value)}.`,
  );
}
