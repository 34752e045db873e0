import { type CountTable, isGraded, sumOfOutcomes } from '../count-table.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/** A point of the risk–coverage curve: a cut between tie groups. */
export interface RiskCoveragePoint {
  /** Answer from this confidence on. */
  readonly threshold: number;
  /** Share of the questions answered. */
  readonly coverage: number;
  /** Share of the answered that are incorrect. */
  readonly risk: number;
}

/**
 * The risk–coverage curve: coverage and selective risk at every threshold, from the highest confidence down.
 *
 * @example
 * ```ts
 * import { riskCoverageCurve } from '@echo/metrics/selective';
 *
 * riskCoverageCurve({ confidence: [0.9, 0.8], correct: [1, 0] });
 * // → [{ threshold: 0.9, coverage: 0.5, risk: 0 }, { threshold: 0.8, coverage: 1, risk: 0.5 }]
 * ```
 */
export function riskCoverageCurve(of: PredictionInput): readonly RiskCoveragePoint[] {
  const { n, cells } = tableOf(of);
  let [taken, incorrect] = [0, 0];
  return cells.toReversed().map((cell) => {
    taken += cell.n;
    incorrect += cell.n - cell.sum;
    return { threshold: cell.confidence, coverage: taken / n, risk: incorrect / taken };
  });
}

/**
 * AURC, the area under the risk–coverage curve: the risk among the k most confident, averaged over k = 1 … n.
 *
 * Geifman & El-Yaniv (2017); Geifman, Uziel & El-Yaniv (2019). Inside a tie group risks are those expected of
 * a random order. Null of nothing.
 *
 * @example
 * ```ts
 * import { areaUnderRiskCoverage } from '@echo/metrics/selective';
 *
 * areaUnderRiskCoverage({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] }); // → 0.333
 * ```
 */
export function areaUnderRiskCoverage(of: PredictionInput): number | null {
  const { n, cells } = tableOf(of);
  return n === 0 ? null : sumOfRisks(cells.toReversed()) / n;
}

/**
 * E-AURC: AURC less that of the best possible order.
 *
 * Grades are taken from the predictions, as a table does not hold them one by one: for a table of graded
 * outcomes null, as of nothing.
 *
 * @example
 * ```ts
 * import { excessAreaUnderRiskCoverage } from '@echo/metrics/selective';
 *
 * excessAreaUnderRiskCoverage({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] }); // → 0.125
 * ```
 */
export function excessAreaUnderRiskCoverage(of: PredictionInput): number | null {
  const table = tableOf(of);
  const best = bestOrder(of, table);
  const area = areaUnderRiskCoverage(table);
  return best === null || area === null ? null : area - sumOfRisks(best) / table.n;
}

/**
 * AUGRC, the area under the generalized risk: the share answered and incorrect, averaged over coverages.
 *
 * Traub et al. (2024, arXiv:2407.01032): the average is over k = 1 … n answered of n questions; ties as in
 * AURC. Null of nothing.
 *
 * @example
 * ```ts
 * import { areaUnderGeneralizedRisk } from '@echo/metrics/selective';
 *
 * areaUnderGeneralizedRisk({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] }); // → 0.25
 * ```
 */
export function areaUnderGeneralizedRisk(of: PredictionInput): number | null {
  const { n, cells } = tableOf(of);
  if (n === 0) return null;
  let incorrect = 0;
  const total = cells.toReversed().reduce((sum, cell) => {
    const here = cell.n - cell.sum;
    const next = sum + cell.n * incorrect + (here * (cell.n + 1)) / 2;
    incorrect += here;
    return next;
  }, 0);
  return total / n ** 2;
}

/** Some predictions of one confidence, or of one place in an order. */
export interface TieGroup {
  readonly n: number;
  readonly sum: number;
}

/**
 * Σ over k > `after` of the risk among the first k.
 *
 * In a group with e of m incorrect, after k₀ with e₀ incorrect, those are (e₀ + e j/m)/(k₀ + j), expected of
 * a random order: e/m for each, and (e₀ − k₀ e/m) Σ 1/(k₀ + j).
 */
export function sumOfRisks(groups: readonly TieGroup[], after = 0): number {
  let [taken, incorrect, total] = [0, 0, 0];
  let reached = harmonic(after);
  for (const { n, sum } of groups) {
    const rate = (n - sum) / n;
    const from = Math.max(taken, after);
    taken += n;
    if (taken > from) {
      // Few terms one by one, where a difference of harmonic numbers would take longer.
      let next = reached;
      if (taken - from > 8) next = harmonic(taken);
      else for (let k = from + 1; k <= taken; k++) next += 1 / k;
      total += (taken - from) * rate + (incorrect - rate * (taken - n)) * (next - reached);
      reached = next;
    }
    incorrect += n - sum;
  }
  return total;
}

/** 1 + ½ + … + 1/k, less Euler's constant; its asymptotic series is exact to 1e-16 from 30 on. */
function harmonic(k: number): number {
  let [x, below] = [k, 0];
  while (x < 30) below += 1 / ++x;
  const w = 1 / (x * x);
  return Math.log(x) + 1 / (2 * x) - w * (1 / 12 - w * (1 / 120 - w / 252)) - below;
}

/**
 * Correct answers first, or grades from the best down; null of a table of grades, which does not hold them
 * one by one.
 */
export function bestOrder(of: PredictionInput, table: CountTable): readonly TieGroup[] | null {
  const correct = sumOfOutcomes(table);
  if (!isGraded(table)) {
    return [
      { n: correct, sum: correct },
      { n: table.n - correct, sum: 0 },
    ].filter(({ n }) => n > 0);
  }
  if ('cells' in of) return null;
  const outcomes =
    'confidence' in of ? Array.from(of.correct, Number) : of.map(({ correct }) => Number(correct));
  return outcomes.sort((a, b) => b - a).map((sum) => ({ n: 1, sum }));
}
