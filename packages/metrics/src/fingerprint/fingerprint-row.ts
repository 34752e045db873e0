import {
  expectedCalibrationError,
  overconfidenceError,
  underconfidenceError,
} from '../binned/calibration-error.js';
import type { BinningOptions } from '../binning.js';
import { type CountTable, sumOfOutcomes } from '../count-table.js';
import { accuracy, meanConfidence, overconfidenceRate, underconfidenceRate } from '../rates.js';
import { type BootstrapOptions, bootstrapIntervals, type Estimate } from '../uncertainty/bootstrap.js';
import { wilsonInterval } from '../uncertainty/proportion-interval.js';

/** How a fingerprint is measured: the bins of its ECE, and the bootstrap of its intervals. */
export interface FingerprintOptions extends BinningOptions, BootstrapOptions {}

/** What a fingerprint tells of one group of predictions. */
export interface FingerprintRow {
  readonly n: number;
  /** With Wilson's interval. */
  readonly accuracy: Estimate;
  readonly meanConfidence: number;
  /** Mean confidence less accuracy: positive when overconfident. */
  readonly gap: Estimate;
  readonly ece: Estimate;
  /** OE, the part of ECE from bins whose confidence exceeds their accuracy. */
  readonly overconfidence: Estimate;
  /** UE, the other part: the two add up to ECE. */
  readonly underconfidence: Estimate;
  /** Share of the incorrect answers stated with at least 80 %; null when nothing is incorrect. */
  readonly overconfidenceRate: number | null;
  /** Share of the correct answers stated with at most 20 %; null when nothing is correct. */
  readonly underconfidenceRate: number | null;
}

/** The row of a table that is not empty. */
export function fingerprintRow(table: CountTable, options: FingerprintOptions): FingerprintRow {
  const metrics = [
    gapOf,
    (of: CountTable) => expectedCalibrationError(of, options),
    (of: CountTable) => overconfidenceError(of, options),
    (of: CountTable) => underconfidenceError(of, options),
  ];
  const intervals = bootstrapIntervals(table, metrics, options);
  const [gap, ece, overconfidence, underconfidence] = intervals as [Estimate, Estimate, Estimate, Estimate];
  return {
    n: table.n,
    accuracy: {
      value: accuracy(table),
      ...wilsonInterval(sumOfOutcomes(table), table.n, options.level),
    },
    meanConfidence: meanConfidence(table) ?? 0,
    gap,
    ece,
    overconfidence,
    underconfidence,
    overconfidenceRate: overconfidenceRate(table),
    underconfidenceRate: underconfidenceRate(table),
  };
}

function gapOf(table: CountTable): number | null {
  const [stated, correct] = [meanConfidence(table), accuracy(table)];
  return stated === null || correct === null ? null : stated - correct;
}
