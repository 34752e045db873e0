import { MetricsError } from './errors.js';
import type { Prediction, PredictionColumns, Predictions } from './prediction.js';

/** All predictions of one confidence: how many, the sum of their outcomes, and the sum of the outcomes' squares. */
export interface Cell {
  readonly confidence: number;
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * The sufficient statistic of every metric here: one cell for each distinct confidence, in increasing order. For whole per cents
 * there are at most 101 of them. Plain JSON, and mergeable.
 */
export interface Table {
  readonly n: number;
  readonly cells: readonly Cell[];
}

/** The per cents of a probability, to 1e-8: .29 is 29, though .29 · 100 is 28.999…. */
export function percentOf(confidence: number): number {
  return Math.round(confidence * 1e10) / 1e8;
}

interface Sums {
  n: number;
  sum: number;
  squares: number;
}

/**
 * One pass over predictions. A confidence within 1e-9 of a whole per cent is that per cent. Throws `invalid-input`, naming the index, for
 * anything that is no number in [0, 1].
 */
export function tabulate(predictions: Predictions): Table {
  const whole = Array.from({ length: 101 }, (): Sums => ({ n: 0, sum: 0, squares: 0 }));
  const other = new Map<number, Sums>();
  const { length, confidence, correct } = columns(predictions);
  for (let i = 0; i < length; i++) {
    const p = confidence(i);
    const y = correct(i);
    if (typeof p !== 'number' || !(p >= 0 && p <= 1)) throw refusal(i, 'confidence', p);
    if (typeof y !== 'number' || !(y >= 0 && y <= 1)) throw refusal(i, 'correct', y);
    const percent = Math.round(p * 100);
    let cell = Math.abs(p * 100 - percent) < 1e-7 ? whole[percent] : other.get(p);
    if (!cell) {
      cell = { n: 0, sum: 0, squares: 0 };
      other.set(p, cell);
    }
    cell.n += 1;
    cell.sum += y;
    cell.squares += y * y;
  }
  const cells = whole.flatMap((cell, percent) =>
    cell.n > 0 ? [{ confidence: percent / 100, ...cell }] : [],
  );
  for (const [p, cell] of other) cells.push({ confidence: p, ...cell });
  if (other.size > 0) cells.sort((a, b) => a.confidence - b.confidence);
  return { n: length, cells };
}

/** The table of both together. */
export function mergeTables(a: Table, b: Table): Table {
  const merged = new Map(a.cells.map((cell) => [cell.confidence, cell]));
  for (const { confidence, n, sum, squares } of b.cells) {
    const here = merged.get(confidence);
    merged.set(confidence, {
      confidence,
      n: n + (here?.n ?? 0),
      sum: sum + (here?.sum ?? 0),
      squares: squares + (here?.squares ?? 0),
    });
  }
  return { n: a.n + b.n, cells: [...merged.values()].sort((x, y) => x.confidence - y.confidence) };
}

/** What every metric takes: predictions, or the table of them. */
export type Measurable = Predictions | Table;

export function tableOf(of: Measurable): Table {
  return 'cells' in of ? of : tabulate(of);
}

function columns(predictions: Predictions) {
  if ('confidence' in predictions) {
    const { confidence, correct }: PredictionColumns = predictions;
    if (confidence.length !== correct.length) {
      throw new MetricsError(
        `Expected as many outcomes as confidences, got ${correct.length} and ${confidence.length}.`,
      );
    }
    return {
      length: confidence.length,
      confidence: (i: number) => confidence[i],
      correct: (i: number) => correct[i],
    };
  }
  const records: readonly Prediction[] = predictions;
  return {
    length: records.length,
    confidence: (i: number) => records[i]?.confidence,
    correct: (i: number) => {
      const correct = records[i]?.correct;
      return typeof correct === 'boolean' ? Number(correct) : correct;
    },
  };
}

function refusal(index: number, field: 'confidence' | 'correct', value: unknown): MetricsError {
  const rule =
    field === 'confidence' ? 'a probability in [0, 1], not per cents' : 'true, false or a grade in [0, 1]';
  return new MetricsError(
    `Expected \`${field}\` of prediction ${index} to be ${rule}, got ${typeof value === 'string' ? JSON.stringify(value) : String(value)}.`,
  );
}
