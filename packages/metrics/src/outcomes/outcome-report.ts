import type { CountTable } from '../count-table.js';
import type { Predictions } from '../prediction.js';
import { type BootstrapOptions, bootstrapIntervals, type Estimate } from '../uncertainty/bootstrap.js';
import { wilsonInterval } from '../uncertainty/proportion-interval.js';
import { type OutcomeCounts, outcomeCounts } from './outcome-counts.js';
import { type OutcomeScores, outcomeScores } from './outcome-scores.js';

/**
 * The outcomes of a run and their scores with 95 % intervals: Wilson's of shares, the bootstrap's of the
 * others.
 */
export type OutcomeReport = OutcomeCounts & { readonly [Score in keyof OutcomeScores]: Estimate };

/** The outcomes of predictions, or of columns that tell the abstentions, and their scores with intervals. */
export function outcomeReport(of: Predictions, options: BootstrapOptions): OutcomeReport {
  const counts = outcomeCounts(of);
  const { correct, incorrect, partial, abstained } = counts;
  const scores = outcomeScores(counts);
  const attempted = correct + incorrect + partial;
  const n = attempted + abstained;
  const metricOf = (name: 'f1' | 'omniscienceIndex') => (table: CountTable) =>
    outcomeScores(countsOf(table))[name];
  const metrics = [metricOf('f1'), metricOf('omniscienceIndex')];
  const [f1, omniscienceIndex] = bootstrapIntervals(tableOfCounts(counts), metrics, options);
  return {
    ...counts,
    accuracy: shareEstimate(scores.accuracy, correct, n),
    attemptRate: shareEstimate(scores.attemptRate, attempted, n),
    correctGivenAttempted: shareEstimate(scores.correctGivenAttempted, correct, attempted),
    f1: f1 as Estimate,
    omniscienceIndex: omniscienceIndex as Estimate,
    hallucinationRate: shareEstimate(scores.hallucinationRate, incorrect, n - correct),
  };
}

function shareEstimate(value: number | null, part: number, whole: number): Estimate {
  return value === null || whole === 0
    ? { value, low: null, high: null }
    : { value, ...wilsonInterval(part, whole) };
}

/**
 * The four counts as a table whose resamples are those of the counts: incorrect and correct at 0, and at 1.
 */
function tableOfCounts({ correct, incorrect, partial, abstained }: OutcomeCounts): CountTable {
  const cells = [
    { confidence: 0, n: incorrect + correct, sum: correct, squares: correct },
    { confidence: 1, n: partial + abstained, sum: abstained, squares: abstained },
  ].filter(({ n }) => n > 0);
  return { n: correct + incorrect + partial + abstained, cells };
}

function countsOf({ cells }: CountTable): OutcomeCounts {
  const at = (confidence: number) => cells.find((cell) => cell.confidence === confidence);
  const [attempted, others] = [at(0), at(1)];
  return {
    correct: attempted?.sum ?? 0,
    incorrect: (attempted?.n ?? 0) - (attempted?.sum ?? 0),
    partial: (others?.n ?? 0) - (others?.sum ?? 0),
    abstained: others?.sum ?? 0,
  };
}
