import {
  averageCalibrationError,
  expectedCalibrationError,
  weightedOverconfidenceError,
} from '../binned/calibration-error.js';
import {
  debiasedCalibrationError,
  debiasedSquaredCalibrationError,
} from '../binned/debiased-calibration-error.js';
import { rankBinnedError } from '../binned/rank-binned-error.js';
import { type CalibrationIndex, integratedCalibrationIndex } from '../smooth/calibration-index.js';
import { KERNEL_LIMIT, kernelCalibrationError } from '../smooth/kernel-calibration-error.js';
import { LOWESS_LIMIT } from '../smooth/lowess.js';
import { maximumMeanCalibrationError } from '../smooth/maximum-mean-calibration-error.js';
import { smoothCalibrationError } from '../smooth/smooth-calibration-error.js';
import { GRADED, type ReportContext, tooMany } from './report-context.js';

/** Other measures of the distance from calibration, beside ECE. */
export interface DistanceSection {
  readonly l2: number | null;
  readonly average: number | null;
  readonly weightedOverconfidence: number | null;
  readonly debiasedL1: number | null;
  readonly debiasedL2: number | null;
  readonly debiasedSquared: number | null;
  readonly equalMass: number | null;
  readonly distinct: number | null;
  /** RMS over bins of 100 by rank, all bins and as published, without the last. */
  readonly rankBinned: number | null;
  readonly rankBinnedDroppingLast: number | null;
  readonly smooth: number | null;
  readonly kernel: number | null;
  readonly maximumMean: number | null;
  /** ICI, E50, E90 and Emax of three curves. */
  readonly index: {
    readonly isotonic: CalibrationIndex | null;
    readonly lowess: CalibrationIndex | null;
    readonly cox: CalibrationIndex | null;
  };
}

/** The bandwidth of KDE-ECE in a report. */
export const KERNEL_BANDWIDTH = 0.02;

/** Computes the measures of distance; those that take quadratic time only of few distinct confidences. */
export function distanceSection({ table, binning, isGraded, unless }: ReportContext): DistanceSection {
  const { bins } = binning;
  return {
    l2: expectedCalibrationError(table, { ...binning, norm: 'l2' }),
    average: averageCalibrationError(table, binning),
    weightedOverconfidence: weightedOverconfidenceError(table, binning),
    debiasedL1: debiasedCalibrationError(table, { ...binning, norm: 'l1' }),
    debiasedL2: debiasedCalibrationError(table, binning),
    debiasedSquared: debiasedSquaredCalibrationError(table, binning),
    equalMass: expectedCalibrationError(table, { bins, scheme: 'equal-mass' }),
    distinct: expectedCalibrationError(table, { scheme: 'distinct' }),
    rankBinned: rankBinnedError(table),
    rankBinnedDroppingLast: rankBinnedError(table, { dropLast: true }),
    smooth: smoothCalibrationError(table),
    kernel: unless('calibration.kernel', isGraded ? GRADED : tooMany(table, KERNEL_LIMIT), () =>
      kernelCalibrationError(table, { bandwidth: KERNEL_BANDWIDTH }),
    ),
    maximumMean: maximumMeanCalibrationError(table),
    index: {
      isotonic: integratedCalibrationIndex(table),
      lowess: unless('calibration.index.lowess', tooMany(table, LOWESS_LIMIT), () =>
        integratedCalibrationIndex(table, { curve: 'lowess' }),
      ),
      cox: integratedCalibrationIndex(table, { curve: 'cox' }),
    },
  };
}
