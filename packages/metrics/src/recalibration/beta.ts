import type { PredictionInput } from '../tabulate.js';
import { betaFeatures, type LogitCell, logitCells, separation, sigmoid } from './log-odds.js';
import { fitLogistic, gradientAt, type LogisticCell, lossAt } from './logistic-fit.js';

/**
 * logit P = a · ln p − b · ln(1 − p) + c with a, b ≥ 0, so it never falls. a = b = 1, c = 0 changes nothing.
 */
export interface BetaMap {
  readonly kind: 'beta';
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/**
 * Beta calibration (Kull, Silva Filho & Flach 2017): the exact maximum of the likelihood under a, b ≥ 0.
 *
 * A maximum on the edge a = 0 or b = 0 is recognised by the gradient there (Karush, Kuhn & Tucker); the
 * problem is convex, so such a maximum is the maximum. Null where none is finite: no predictions, only
 * correct or only incorrect ones, or a threshold that sets them apart, one shared confidence aside.
 *
 * @example
 * ```ts
 * import { fitBeta } from '@echo/metrics/recalibration';
 *
 * fitBeta({ confidence: [0.99, 0.95, 0.9, 0.2], correct: [1, 0, 1, 0] });
 * // → { kind: 'beta', a: 2.3417, b: 0.5026, c: -0.7963 }
 * ```
 */
export function fitBeta(of: PredictionInput): BetaMap | null {
  const cells = logitCells(of);
  const apart = separation(cells);
  if (apart === 'increasing') return null;
  if (apart === 'decreasing') return constant(cells);
  const both = cells.map(({ confidence, n, sum }): LogisticCell => {
    const [x, y] = betaFeatures(confidence);
    return { features: [x, y, 1], n, sum };
  });
  const edges = [edge(both, 0), edge(both, 1)].filter(([a, b]) => a >= 0 && b >= 0);
  if (edges.length === 0) return constant(cells);
  const slack = 1e-9 * both.reduce((total, { n }) => total + n, 0);
  const optimum =
    edges.find((weights) => gradientAt(both, weights).every((slope) => slope >= -slack)) ??
    fitLogistic(
      both,
      edges.reduce((best, next) => (lossAt(both, next) < lossAt(both, best) ? next : best)),
    );
  const [a, b, c] = optimum as Weights;
  return { kind: 'beta', a, b, c };
}

/** The probability that a beta map gives a stated confidence. */
export function applyBeta({ a, b, c }: BetaMap, confidence: number): number {
  const [x, y] = betaFeatures(confidence);
  return sigmoid(a * x + b * y + c);
}

type Weights = readonly [a: number, b: number, c: number];

/** The optimum with the other coefficient at 0. */
function edge(cells: readonly LogisticCell[], kept: 0 | 1): Weights {
  const [slope, intercept] = fitLogistic(
    cells.map(({ features, n, sum }) => ({ features: [features[kept] as number, 1], n, sum })),
    [0, 0],
  ) as readonly [number, number];
  return kept === 0 ? [slope, 0, intercept] : [0, slope, intercept];
}

/** Higher confidences are not more often correct: the best non-decreasing map states the base rate. */
function constant(cells: readonly LogitCell[]): BetaMap {
  const n = cells.reduce((total, cell) => total + cell.n, 0);
  const correct = cells.reduce((total, cell) => total + cell.sum, 0);
  return { kind: 'beta', a: 0, b: 0, c: Math.log(correct / (n - correct)) };
}
