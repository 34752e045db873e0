import type {} from 'vitest';
import type { CalibrationClaim } from '../matchers/calibration-claim.js';

// Matchers of Vitest

export type { CalibrationClaim } from '../matchers/calibration-claim.js';
export { calibrationMatchers } from '../matchers/calibration-matchers.js';

declare module 'vitest' {
  interface Matchers<T> {
    /** Fails when the predictions contradict that their expected calibration error is at most `ece`. */
    toBeCalibrated(claim: CalibrationClaim): T;
  }
}
