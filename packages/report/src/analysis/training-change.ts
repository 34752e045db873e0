import { compareModels, type Difference } from '@echo/metrics/uncertainty';
import type { ReportTrial } from '../trial.js';

/** What changed between two evaluations of the same tasks, after less before. */
export interface Change {
  /** The number of tasks that both answered. */
  readonly n: number;
  readonly accuracy: Difference;
  readonly brier: Difference;
  readonly ece: Difference;
  readonly auroc: Difference;
}

/** A paired bootstrap draws each task anew; so many draws of all tasks take about a second. */
const DRAWS = 10_000_000;

/** The change task by task; null where the two have fewer than two tasks in common. */
export function changeOf(
  before: readonly ReportTrial[],
  after: readonly ReportTrial[],
  { resamples, seed }: { readonly resamples: number; readonly seed: number },
): Change | null {
  const earlier = new Map(before.map((trial) => [trial.taskId, trial]));
  const pairs = after.flatMap((trial) => {
    const other = earlier.get(trial.taskId);
    return other === undefined ? [] : [{ after: trial, before: other }];
  });
  const unique = new Set(after.map(({ taskId }) => taskId)).size === after.length;
  if (pairs.length < 2 || !unique || earlier.size !== before.length) return null;
  const { n, accuracy, brier, ece, auroc } = compareModels(
    pairs.map((pair) => pair.after),
    pairs.map((pair) => pair.before),
    { seed, resamples: Math.min(resamples, Math.max(100, Math.round(DRAWS / pairs.length))) },
  );
  return { n, accuracy, brier, ece, auroc };
}
