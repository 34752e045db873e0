import { sumOfOutcomes } from '../count-table.js';
import { MetricsError } from '../errors.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { areaUnderRiskCoverage, bestOrder, sumOfRisks } from './risk-coverage.js';

/**
 * AUARC, the area under the accuracy–rejection curve: the accuracy among the k most confident, averaged over
 * k.
 *
 * Nadeem, Zucker & Hanczar (2009): k = 1 … n, so that it is 1 − AURC; ties as there. Null of nothing.
 *
 * @example
 * ```ts
 * import { areaUnderAccuracyRejection } from '@echo/metrics/selective';
 *
 * areaUnderAccuracyRejection({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] }); // → 0.667
 * ```
 */
export function areaUnderAccuracyRejection(of: PredictionInput): number | null {
  const risk = areaUnderRiskCoverage(of);
  return risk === null ? null : 1 - risk;
}

export interface PredictionRejectionOptions {
  /**
   * In (0, 1]: only the ⌊r · n⌋ longest prefixes count, those that reject at most this share.
   * 1 unless given.
   */
  readonly maxRejection?: number;
}

/**
 * The prediction–rejection ratio (Malinin & Gales 2021; LM-Polygraph).
 *
 * (A − A_random)/(A_best − A_random) with A the mean accuracy among the k most confident. 1 is the best
 * order, 0 no better than chance, whose A is the overall accuracy exactly.
 * Ties as in AURC; over all k it is (risk − AURC)/(risk − AURC + E-AURC). Null where every
 * order is as good, of nothing, of a table of grades. Throws `invalid-input` for a `maxRejection` outside (0,
 * 1].
 *
 * @example
 * ```ts
 * import { predictionRejectionRatio } from '@echo/metrics/selective';
 *
 * predictionRejectionRatio({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] }); // → 0.5714
 * ```
 */
export function predictionRejectionRatio(
  of: PredictionInput,
  { maxRejection = 1 }: PredictionRejectionOptions = {},
): number | null {
  if (!(maxRejection > 0 && maxRejection <= 1))
    throw new MetricsError(`Expected \`maxRejection\` to be in (0, 1], got ${maxRejection}.`);
  const table = tableOf(of);
  const { n } = table;
  const best = bestOrder(of, table);
  const prefixes = Math.floor(maxRejection * n + 1e-9);
  if (best === null || prefixes === 0) return null;
  const risk = 1 - sumOfOutcomes(table) / n;
  const gain = (order: Parameters<typeof sumOfRisks>[0]) => risk - sumOfRisks(order, n - prefixes) / prefixes;
  const possible = gain(best);
  return possible > 1e-12 ? gain(table.cells.toReversed()) / possible : null;
}
