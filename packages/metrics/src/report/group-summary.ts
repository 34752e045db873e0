import { expectedCalibrationError } from '../binned/calibration-error.js';
import type { BinningOptions } from '../binning.js';
import type { CountTable } from '../count-table.js';
import { auroc } from '../ranking/auroc.js';
import { accuracy, meanConfidence } from '../rates.js';
import { brierScore } from '../scores/brier-score.js';

/** The figures of one group of predictions. */
export interface GroupSummary {
  readonly n: number;
  readonly accuracy: number | null;
  readonly meanConfidence: number | null;
  readonly ece: number | null;
  readonly brier: number | null;
  readonly auroc: number | null;
}

/** The figures of each group, by its name. */
export function groupSummaries(
  groups: Readonly<Record<string, CountTable>>,
  binning: BinningOptions,
): Readonly<Record<string, GroupSummary>> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, table]) => {
      const summary = {
        n: table.n,
        accuracy: accuracy(table),
        meanConfidence: meanConfidence(table),
        ece: expectedCalibrationError(table, binning),
        brier: brierScore(table),
        auroc: auroc(table),
      };
      return [name, summary];
    }),
  );
}
