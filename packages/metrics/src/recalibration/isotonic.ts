import { MetricsError } from '../errors.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { countBelow } from './steps.js';

/**
 * A non-decreasing map of confidences, as its corners: plain JSON. Between corners it is linear, outside them
 * constant.
 */
export interface IsotonicMap {
  readonly kind: 'isotonic';
  readonly confidence: readonly number[];
  readonly probability: readonly number[];
}

/**
 * The non-decreasing map with the least squared error on these predictions.
 *
 * Pool adjacent violators (Ayer et al. 1955), ties pooled first; linear between its corners. Throws
 * `invalid-input` of no predictions.
 *
 * @example
 * ```ts
 * import { applyIsotonic, fitIsotonic } from '@echo/metrics/recalibration';
 *
 * const map = fitIsotonic({ confidence: [0.9, 0.9, 0.5, 0.5], correct: [1, 1, 1, 0] });
 * map.probability; // → [0.5, 1]
 * applyIsotonic(map, 0.6); // → 0.625
 * ```
 */
export function fitIsotonic(of: PredictionInput): IsotonicMap {
  const { cells } = tableOf(of);
  if (cells.length === 0)
    throw new MetricsError('Expected at least one prediction to fit an isotonic map on, got none.');
  const blocks: { from: number; to: number; n: number; sum: number }[] = [];
  for (const { confidence, n, sum } of cells) {
    let block = { from: confidence, to: confidence, n, sum };
    for (let last = blocks.at(-1); last && last.sum * block.n >= block.sum * last.n; last = blocks.at(-1)) {
      blocks.pop();
      block = { from: last.from, to: block.to, n: last.n + block.n, sum: last.sum + block.sum };
    }
    blocks.push(block);
  }
  const corners = blocks.flatMap(({ from, to, n, sum }): [number, number][] =>
    from === to
      ? [[from, sum / n]]
      : [
          [from, sum / n],
          [to, sum / n],
        ],
  );
  return {
    kind: 'isotonic',
    confidence: corners.map(([x]) => x),
    probability: corners.map(([, y]) => y),
  };
}

/** The probability that an isotonic map gives a stated confidence. */
export function applyIsotonic({ confidence: xs, probability: ys }: IsotonicMap, stated: number): number {
  const after = countBelow(xs, stated);
  if (after === xs.length) return ys.at(-1) ?? stated;
  const [x1, y1] = [xs[after] as number, ys[after] as number];
  if (after === 0 || x1 === stated) return y1;
  const [x0, y0] = [xs[after - 1] as number, ys[after - 1] as number];
  return y0 + ((y1 - y0) * (stated - x0)) / (x1 - x0);
}
