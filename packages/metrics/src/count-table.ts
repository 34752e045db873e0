import { MetricsError } from './errors.js';
import { expectText } from './groups/group-name.js';
import type { Prediction, Predictions } from './prediction.js';
import { count, countColumns, newTally, type Tally, tableOfTally } from './tally.js';

/**
 * All predictions of one confidence: how many, the sum of their outcomes, and the sum of the outcomes'
 * squares.
 */
export interface CountCell {
  readonly confidence: number;
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * The sufficient statistic of every metric of confidence and correctness: one cell for each distinct
 * confidence, in increasing order. For integer percentages there are at most 101 of them. Plain JSON, and
 * mergeable.
 */
export interface CountTable {
  readonly n: number;
  readonly cells: readonly CountCell[];
}

/**
 * The table of these predictions, in one pass; one cell for bit-equal confidences, so that order is never
 * lost. A `Float32Array` is read as the shortest decimals of its values. What lies up to 1e-9 outside [0, 1]
 * is the end it passed. Throws `invalid-input`, naming the index, for anything else that is no number in [0,
 * 1].
 */
export function tabulate(predictions: Predictions): CountTable {
  const tally = newTally();
  if ('confidence' in predictions) {
    const { confidence, correct } = predictions;
    if (confidence.length !== correct.length) {
      throw new MetricsError(
        `Expected as many outcomes as confidences, got ${correct.length} and ${confidence.length}.`,
      );
    }
    countColumns(tally, confidence, correct);
  } else {
    for (let i = 0; i < predictions.length; i++) count(tally, i, predictions[i] as Prediction);
  }
  return tableOfTally(tally);
}

/**
 * A table for each group; predictions whose key is undefined are in none.
 * Throws `invalid-input` for a key that is no text, and as `tabulate` does.
 */
export function tabulateBy(
  predictions: readonly Prediction[],
  key: (prediction: Prediction) => string | undefined,
): Readonly<Record<string, CountTable>> {
  const tallies = new Map<string, Tally>();
  predictions.forEach((prediction, i) => {
    const name = key(prediction);
    if (name === undefined) return;
    let tally = tallies.get(name);
    if (!tally) {
      expectText('the key', name, i);
      tally = newTally();
      tallies.set(name, tally);
    }
    count(tally, i, prediction);
  });
  return Object.fromEntries([...tallies].map(([name, tally]) => [name, tableOfTally(tally)]));
}

/** The table of both together. */
export function mergeTables(a: CountTable, b: CountTable): CountTable {
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

/** The input of every metric: predictions, or their count table. */
export type PredictionInput = Predictions | CountTable;

export function tableOf(of: PredictionInput): CountTable {
  return 'cells' in of ? of : tabulate(of);
}

/** Whether some outcome lies between 0 and 1: then a cell does not tell the single outcomes. */
export function isGraded({ cells }: CountTable): boolean {
  return cells.some(({ sum, squares }) => sum - squares > 1e-9);
}

/** Sum of all outcomes: how many were correct. */
export function sumOfOutcomes({ cells }: CountTable): number {
  return cells.reduce((total, cell) => total + cell.sum, 0);
}

/** Σ n f(cell) / Σ n; null of nothing. */
export function meanOver({ n, cells }: CountTable, f: (cell: CountCell) => number): number | null {
  return n === 0 ? null : cells.reduce((total, cell) => total + f(cell), 0) / n;
}
