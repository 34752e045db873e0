import type { Prediction } from '@echo/metrics';

const BINS = 10;

/** The expected calibration error of predictions that come one by one, in ten bins of equal width. */
export interface RunningEce {
  /** Adds a prediction and returns the error of all so far. */
  add(prediction: Pick<Prediction, 'confidence' | 'correct'>): number;
}

/**
 * The error of `expectedCalibrationError` of `@echo/metrics`, without a table to build at each step.
 *
 * ECE = Σ over bins of |Σ confidence − Σ correct| / n (Guo et al. 2017, arXiv 1706.04599).
 */
export function runningEce(): RunningEce {
  const gaps = new Float64Array(BINS);
  let n = 0;
  return {
    add({ confidence, correct }) {
      const bin = Math.min(BINS - 1, Math.floor(BINS * confidence));
      gaps[bin] = (gaps[bin] ?? 0) + confidence - Number(correct);
      n += 1;
      return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / n;
    },
  };
}
