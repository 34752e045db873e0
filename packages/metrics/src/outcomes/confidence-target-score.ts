import { expectInside } from '../checks.js';
import { type CountTable, meanOver } from '../count-table.js';
import { isSinglePrecision } from '../decimal.js';
import { reaches } from '../edges.js';
import type { Predictions } from '../prediction.js';
import { type PredictionInput, tableOf, tabulate } from '../tabulate.js';
import { expectAsMany, isAbstained } from './outcome-counts.js';

/**
 * Confidence-target score: correct answers count 1, incorrect ones −t/(1 − t), those stated below the target
 * t count 0.
 *
 * So only answers more often correct than t pay (Kalai et al. 2025, arXiv:2509.04664, §4.2). An abstention
 * counts 0 whatever its confidence; a table does not tell abstentions and goes by the confidences. A grade y
 * earns its share of both. Null of nothing. Throws `invalid-input` unless 0 < t < 1.
 *
 * @example
 * ```ts
 * import { confidenceTargetScore } from '@echo/metrics';
 *
 * const predictions = { confidence: [0.9, 0.8, 0.3], correct: [1, 0, 0] };
 * confidenceTargetScore(predictions, { target: 0.75 }); // → -0.667
 * ```
 */
export function confidenceTargetScore(
  of: PredictionInput,
  { target }: { readonly target: number },
): number | null {
  expectInside('target', target);
  return targetScore('cells' in of ? of : withAbstentionsLowest(of), target);
}

/** The confidence-target score of a table whose abstentions state 0 %. */
export function targetScore(table: CountTable, target: number): number | null {
  const penalty = target / (1 - target);
  return meanOver(table, ({ confidence, n, sum }) =>
    reaches(confidence, target) ? sum - penalty * (n - sum) : 0,
  );
}

/**
 * The table with each confidence lowered to the highest target it reaches, or 0.
 *
 * Its scores are the same, in few cells.
 */
export function loweredToTargets({ n, cells }: CountTable, targets: readonly number[]): CountTable {
  const lowered = [0, ...targets].map((confidence) => ({ confidence, n: 0, sum: 0, squares: 0 }));
  for (const cell of cells) {
    const place = targets.filter((target) => reaches(cell.confidence, target)).length;
    const into = lowered[place] as (typeof lowered)[number];
    into.n += cell.n;
    into.sum += cell.sum;
    into.squares += cell.squares;
  }
  return { n, cells: lowered.filter((cell) => cell.n > 0) };
}

/** The table in which whoever abstains states 0 %, which reaches no target. */
export function withAbstentionsLowest(of: Predictions): CountTable {
  if (!('confidence' in of))
    return tabulate(of.map((p, i) => (isAbstained(i, p.abstained) ? { ...p, confidence: 0 } : p)));
  const { confidence, correct, abstained } = of;
  expectAsMany(correct, abstained);
  if (!abstained) return tableOf(of);
  const stated = isSinglePrecision(confidence) ? Float32Array.from(confidence) : Array.from(confidence);
  for (let i = 0; i < stated.length; i++) if (isAbstained(i, abstained[i])) stated[i] = 0;
  return tabulate({ confidence: stated, correct });
}
