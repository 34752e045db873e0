import type { CountTable } from '../count-table.js';
import { loweredToTargets, targetScore, withAbstentionsLowest } from '../outcomes/confidence-target-score.js';
import type { Estimate } from '../uncertainty/bootstrap.js';
import type { ReportContext } from './report-context.js';

/** The targets of the confidence-target scores in a report. */
const TARGETS = [0.5, 0.75, 0.9];

/** The confidence-target scores with their bootstrap intervals; abstentions count 0 where they are known. */
export function targetScores(
  { of, table, estimate }: ReportContext,
  abstentionRate: number | null,
): readonly ({ readonly target: number } & Estimate)[] {
  const scored = 'cells' in of || !abstentionRate ? table : withAbstentionsLowest(of);
  const scores = estimate(
    loweredToTargets(scored, TARGETS),
    TARGETS.map((target) => (t: CountTable) => targetScore(t, target)),
  );
  return TARGETS.map((target, i) => ({ target, ...(scores[i] as Estimate) }));
}
