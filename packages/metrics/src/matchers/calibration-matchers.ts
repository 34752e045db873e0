import { toBeBetterCalibratedThan } from './to-be-better-calibrated-than.js';
import { toBeCalibrated } from './to-be-calibrated.js';
import { toDiscriminate } from './to-discriminate.js';
import { toHaveBrierBelow } from './to-have-brier-below.js';

/**
 * Matchers of predictions for `expect.extend`, of Vitest and Jest alike.
 *
 * - `toBeCalibrated({ ece })` fails only where the predictions contradict the claim; `.not` fails unless they
 *   do.
 * - `toHaveBrierBelow(limit)` and `toDiscriminate({ auroc })` compare the measured figure, or with a
 *   `confidence` its bound.
 * - `toBeBetterCalibratedThan(baseline)` fails unless the predictions show it.
 *
 * In Vitest each writes what it measured into `task.meta.calibration`, which reporters show.
 */
export const calibrationMatchers = {
  toBeCalibrated,
  toHaveBrierBelow,
  toDiscriminate,
  toBeBetterCalibratedThan,
};
