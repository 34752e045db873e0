import type { CountTable } from '../count-table.js';
import { sumOfOutcomes } from '../count-table.js';
import { auroc, aurocVariance } from '../ranking/auroc.js';
import { deviations } from '../uncertainty/proportion-interval.js';

/** AUROC within groups: what a confidence tells beyond the group that a question belongs to. */
export interface GroupAuroc {
  /** The mean of the groups' AUROCs, each prediction counting the same; null where no group counts. */
  readonly value: number | null;
  /** The normal interval by the sum of DeLong's variances, clipped to [0, 1]; null without a value. */
  readonly low: number | null;
  readonly high: number | null;
  /** AUROC of each group that counts. */
  readonly groups: Readonly<Record<string, number>>;
  /** The groups with too few correct or too few incorrect answers to count. */
  readonly leftOut: readonly string[];
}

export interface GroupAurocOptions {
  /** The fewest correct and the fewest incorrect answers of a group that counts; 10 unless given. */
  readonly minimum?: number;
  /** .95 unless given. */
  readonly level?: number;
}

/**
 * AUROC within groups, such as domains, from the tables that `tabulateBy` makes.
 *
 * A confidence that states no more than the base rate of its group has .5 here, however high its AUROC over
 * all groups is. Throws `invalid-input` for graded outcomes.
 *
 * @example
 * ```ts
 * import { groupAuroc, tabulate } from '@echo/metrics';
 *
 * const math = tabulate({ confidence: [0.2, 0.1, 0.2], correct: [1, 0, 0] });
 * const logic = tabulate({ confidence: [0.9, 0.9], correct: [1, 0] });
 * groupAuroc({ math, logic }, { minimum: 1 }).value; // → 0.65
 * ```
 */
export function groupAuroc(
  groups: Readonly<Record<string, CountTable>>,
  { minimum = 10, level = 0.95 }: GroupAurocOptions = {},
): GroupAuroc {
  const z = deviations(level);
  const counts = ([, table]: readonly [string, CountTable]) => {
    const correct = sumOfOutcomes(table);
    return Math.min(correct, table.n - correct) >= Math.max(1, minimum);
  };
  const all = Object.entries(groups);
  const counted = all.filter(counts);
  const leftOut = all.filter((group) => !counts(group)).map(([name]) => name);
  const n = counted.reduce((sum, [, table]) => sum + table.n, 0);
  if (n === 0) return { value: null, low: null, high: null, groups: {}, leftOut };
  const measured = counted.map(([name, table]) => ({
    name,
    share: table.n / n,
    area: auroc(table) ?? 0,
    table,
  }));
  const value = measured.reduce((sum, { share, area }) => sum + share * area, 0);
  const variances = measured.map(({ share, table }) => {
    const variance = aurocVariance(table);
    return variance === null ? Number.NaN : share ** 2 * variance;
  });
  const error = z * Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0));
  return {
    value,
    low: Number.isNaN(error) ? null : Math.max(0, value - error),
    high: Number.isNaN(error) ? null : Math.min(1, value + error),
    groups: Object.fromEntries(measured.map(({ name, area }) => [name, area])),
    leftOut,
  };
}
