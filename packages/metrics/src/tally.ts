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
  readonly whole: Float64Array;
  /** By confidence: decimal confidences and graded outcomes. */
  readonly other: Map<number, Sums>;
}

export function newTally(): Tally {
  return { whole: new Float64Array(202), other: new Map() };
}

/** Counts columns. Whole per cents with outcomes of 0 and 1 take the short way: no call, no branch on the outcome. */
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
    const percent = (p * 100 + 0.5) | 0;
    const off = p * 100 - percent;
    if (
      off < 1e-7 &&
      off > -1e-7 &&
      percent >>> 0 <= 100 &&
      y * y === y &&
      typeof p === 'number' &&
      typeof y === 'number'
    ) {
      const at = 2 * percent + y;
      whole[at] = (whole[at] as number) + 1;
    } else {
      count(tally, i, p, y);
    }
  }
}

/** Counts one prediction; throws `invalid-input` with its index for anything that is no number in [0, 1]. */
export function count(tally: Tally, index: number, p: number, correct: number | boolean): void {
  const y = typeof correct === 'boolean' ? Number(correct) : correct;
  const confidence = typeof p === 'number' ? pooled(p) : Number.NaN;
  if (!(confidence >= 0 && confidence <= 1)) throw refusal(index, 'confidence', p);
  if (typeof y !== 'number' || !(y >= 0 && y <= 1)) throw refusal(index, 'correct', y);
  const percent = Math.round(confidence * 100);
  if (percent / 100 === confidence && (y === 0 || y === 1)) {
    const at = 2 * percent + y;
    tally.whole[at] = (tally.whole[at] as number) + 1;
    return;
  }
  const cell = tally.other.get(confidence) ?? { n: 0, sum: 0, squares: 0 };
  cell.n += 1;
  cell.sum += y;
  cell.squares += y * y;
  tally.other.set(confidence, cell);
}

/** The whole per cent within 1e-9 of a confidence, or else itself. */
export function pooled(confidence: number): number {
  const percent = Math.round(confidence * 100);
  return Math.abs(confidence * 100 - percent) < 1e-7 ? percent / 100 : confidence;
}

/** What has been counted so far. */
export function tableOfTally({ whole, other }: Tally): Table {
  const cells: Cell[] = [];
  let n = 0;
  for (let percent = 0; percent <= 100; percent++) {
    const confidence = percent / 100;
    const graded = other.get(confidence);
    const right = whole[2 * percent + 1] as number;
    const count = (whole[2 * percent] as number) + right + (graded?.n ?? 0);
    if (count === 0) continue;
    cells.push({
      confidence,
      n: count,
      sum: right + (graded?.sum ?? 0),
      squares: right + (graded?.squares ?? 0),
    });
    n += count;
  }
  let sorted = true;
  for (const [confidence, cell] of other) {
    if (Math.round(confidence * 100) / 100 === confidence) continue;
    cells.push({ confidence, ...cell });
    n += cell.n;
    sorted = false;
  }
  if (!sorted) cells.sort((a, b) => a.confidence - b.confidence);
  return { n, cells };
}

/** A table filled one prediction at a time: memory of as many cells as there are distinct confidences. */
export function tableBuilder(): { add(prediction: Prediction): void; table(): Table } {
  const tally = newTally();
  let index = 0;
  return {
    add({ confidence, correct }) {
      count(tally, index, confidence, correct);
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
