import { sumOfOutcomes } from '../count-table.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/**
 * Goodman–Kruskal γ of confidence and correctness: (concordant − discordant)/(concordant + discordant) pairs.
 *
 * A pair is a correct and an incorrect answer, concordant if the correct one was stated with more confidence;
 * ties are dropped, without which γ = 2 AUROC − 1 (Goodman & Kruskal 1954; Nelson 1984). A grade y counts as
 * y correct and 1 − y incorrect. Null without a pair that is not tied.
 *
 * @example
 * ```ts
 * import { goodmanKruskalGamma } from '@echo/metrics';
 *
 * goodmanKruskalGamma({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] }); // → 0.5
 * ```
 */
export function goodmanKruskalGamma(of: PredictionInput): number | null {
  const table = tableOf(of);
  const incorrect = table.n - sumOfOutcomes(table);
  let [incorrectBelow, concordant, discordant] = [0, 0, 0];
  for (const { n, sum } of table.cells) {
    const incorrectHere = n - sum;
    concordant += sum * incorrectBelow;
    incorrectBelow += incorrectHere;
    discordant += sum * (incorrect - incorrectBelow);
  }
  const pairs = concordant + discordant;
  return pairs > 1e-9 ? (concordant - discordant) / pairs : null;
}
