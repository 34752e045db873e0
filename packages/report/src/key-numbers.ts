import type { Estimate, Interval } from '@echo/metrics';
import { count, decimal, estimate, percentEstimate } from '@echo/plots';
import type { ReportAnalysis } from './analysis/analyze-trials.js';
import type { Moment } from './analysis/moment.js';

/** A row of the table of numbers: its name, what it means, and a cell for each moment. */
export interface KeyNumber {
  readonly name: string;
  readonly meaning: string;
  readonly values: readonly string[];
}

/** The numbers everybody asks for, before and after. */
export function keyNumbers({ before, after }: ReportAnalysis): {
  readonly labels: readonly string[];
  readonly rows: readonly KeyNumber[];
} {
  const moments = before === null ? [after] : [before, after];
  const row = (name: string, meaning: string, of: (moment: Moment) => string): KeyNumber => ({
    name,
    meaning,
    values: moments.map(of),
  });
  const share = (value: number | null, interval?: Interval | null) =>
    percentEstimate({ value, low: interval?.low ?? null, high: interval?.high ?? null }, 1);
  const plain = (value: number | null) => (value === null ? '–' : decimal(value));
  const shown = (of: Estimate) => estimate(of);
  return {
    labels: moments.map(({ label }) => label),
    rows: [
      row('answers', 'how many were measured', ({ n }) => count(n)),
      row('accuracy', 'share of correct answers', ({ report }) =>
        share(report.accuracy, report.intervals.accuracy),
      ),
      row('mean confidence', 'what it states on average', ({ report }) => share(report.meanConfidence)),
      row('ECE', 'mean distance of confidence and accuracy; 0 is perfect', ({ report }) => shown(report.ece)),
      row('Brier score', 'mean squared distance of confidence and outcome; lower is better', ({ report }) =>
        shown(report.intervals.brier),
      ),
      row('AUROC', 'chance that a correct answer has the higher confidence; .5 is chance', ({ auroc }) =>
        shown(auroc),
      ),
      row('AURC', 'mean risk over all shares of answered questions; lower is better', ({ aurc }) =>
        shown(aurc),
      ),
      row('overconfidence rate', 'share of incorrect answers stated at 80 % or more', ({ report }) =>
        share(report.overconfidenceRate),
      ),
      row('log loss', 'clipped at .001; lower is better', ({ report }) => plain(report.scores.logLoss)),
      row('abstentions', 'share of questions it declined to answer', ({ report }) =>
        share(report.abstentionRate),
      ),
    ],
  };
}
