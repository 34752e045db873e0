import { MetricsError } from '../errors.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { countBelow, countUpTo } from './steps.js';

/**
 * Two step functions that jump at the confidences fitted on; each holds one value more than there are
 * confidences.
 */
export interface VennAbersMap {
  readonly kind: 'venn-abers';
  readonly confidence: readonly number[];
  readonly p0: readonly number[];
  readonly p1: readonly number[];
}

/**
 * One of p0 and p1 is calibrated, whatever the distribution; `probability` is p1 / (1 − p0 + p1), which
 * minimises the regret of log loss.
 */
export interface VennAbersPrediction {
  readonly p0: number;
  readonly p1: number;
  readonly probability: number;
}

/**
 * Inductive Venn–Abers prediction (Vovk, Petej & Fedorova 2015, arXiv:1511.00213).
 *
 * p0 and p1 are the isotonic fits at a confidence after an incorrect, or a correct, answer is added there.
 * All of them are found in one sweep, in time linear in the number of distinct confidences. The guarantee is
 * of outcomes 0 and 1. Throws `invalid-input` of no predictions.
 *
 * @example
 * ```ts
 * import { applyVennAbers, fitVennAbers } from '@echo/metrics/recalibration';
 *
 * const map = fitVennAbers({ confidence: [0.9, 0.9, 0.9, 0.9], correct: [1, 1, 1, 0] });
 * applyVennAbers(map, 0.9); // → { p0: 0.6, p1: 0.8, probability: 0.6667 }
 * ```
 */
export function fitVennAbers(of: PredictionInput): VennAbersMap {
  const { cells } = tableOf(of);
  if (cells.length === 0)
    throw new MetricsError('Expected at least one prediction to fit Venn–Abers on, got none.');
  const added = withRightAnswer(cells);
  const mirrored = withRightAnswer(cells.map(({ n, sum }) => ({ n, sum: n - sum })).reverse());
  return {
    kind: 'venn-abers',
    confidence: cells.map(({ confidence }) => confidence),
    p0: [0, ...mirrored.map(([rise, run]) => (run - rise) / run).reverse()],
    p1: [...added.map(([rise, run]) => rise / run), 1],
  };
}

/** The pair p0, p1 that a Venn–Abers map gives a stated confidence, and the probability that merges them. */
export function applyVennAbers(map: VennAbersMap, confidence: number): VennAbersPrediction {
  const p0 = map.p0[countUpTo(map.confidence, confidence)] as number;
  const p1 = map.p1[countBelow(map.confidence, confidence)] as number;
  return { p0, p1, probability: p1 / (1 - p0 + p1) };
}

/**
 * For each cell i the isotonic fit there after one correct answer is added to it, as a fraction.
 * On the cumulative sum diagram P, that is the greatest over a < i of the least over b ≥ i of the slope from
 * Q_a = P_a − (1, 1) to P_b: the line that supports the lower hulls of both sides. It only steepens with i,
 * so both of its ends only move right.
 */
function withRightAnswer(
  cells: readonly { readonly n: number; readonly sum: number }[],
): readonly (readonly [rise: number, run: number])[] {
  const x = [0];
  const y = [0];
  cells.forEach(({ n, sum }, i) => {
    x.push((x[i] as number) + n);
    y.push((y[i] as number) + sum);
  });
  const run = (from: number, to: number) => (x[to] as number) - (x[from] as number);
  const rise = (from: number, to: number) => (y[to] as number) - (y[from] as number);
  const last = cells.length;

  const next = new Int32Array(last + 1);
  for (let i = last - 1; i >= 1; i--) {
    let j = i + 1;
    while (j < last && rise(i, next[j] as number) * run(i, j) <= rise(i, j) * run(i, next[j] as number))
      j = next[j] as number;
    next[i] = j;
  }

  const hull = [0];
  let first = 0;
  let b = 1;
  return cells.map((_, cell) => {
    const i = cell + 1;
    b = Math.max(b, i);
    for (let moved = true; moved; ) {
      const a = hull[first] as number;
      while (
        b < last &&
        (rise(a, next[b] as number) + 1) * (run(a, b) + 1) <=
          (rise(a, b) + 1) * (run(a, next[b] as number) + 1)
      )
        b = next[b] as number;
      const after = hull[first + 1];
      moved = after !== undefined && rise(a, after) * (run(a, b) + 1) < (rise(a, b) + 1) * run(a, after);
      if (moved) first++;
    }
    const a = hull[first] as number;
    const fitted = [rise(a, b) + 1, run(a, b) + 1] as const;
    while (
      hull.length - first >= 2 &&
      rise(hull.at(-2) as number, i) * run(hull.at(-2) as number, hull.at(-1) as number) <=
        rise(hull.at(-2) as number, hull.at(-1) as number) * run(hull.at(-2) as number, i)
    )
      hull.pop();
    hull.push(i);
    return fitted;
  });
}
