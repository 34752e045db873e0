import type { BetterCalibratedOptions } from '../matchers/better-calibrated.js';
import type { CalibrationClaim } from '../matchers/calibration-claim.js';
import type { EvidenceOptions } from '../matchers/evidence.js';
import type { CalibrationMeta } from '../matchers/matcher.js';
import type { DiscriminationClaim } from '../matchers/to-discriminate.js';
import type { PredictionInput } from '../tabulate.js';

// Matchers of Vitest

export { calibrationMatchers } from '../matchers/calibration-matchers.js';

// Metadata of a test, which the import of Vitest makes known to its own types

export type { TaskMeta } from 'vitest';

// Claims

export type { BetterCalibratedOptions } from '../matchers/better-calibrated.js';
export type { CalibrationClaim } from '../matchers/calibration-claim.js';
export type { EvidenceOptions } from '../matchers/evidence.js';
export type { CalibrationMeta } from '../matchers/matcher.js';
export type { DiscriminationClaim } from '../matchers/to-discriminate.js';

declare global {
  // Vitest's `Assertion` has what Chai's has. Its own interfaces for matchers differ in their type parameters
  // between version 4 and 5, so that no declaration could extend both.
  namespace Chai {
    interface Assertion {
      /** Fails when the predictions contradict that their expected calibration error is at most `ece`. */
      toBeCalibrated(claim: CalibrationClaim): void;
      /** Fails unless the Brier score, or with a `confidence` its upper bound, is below the limit. */
      toHaveBrierBelow(limit: number, options?: EvidenceOptions): void;
      /** Fails unless AUROC, or with a `confidence` its lower bound, is at least `auroc`. */
      toDiscriminate(claim: DiscriminationClaim): void;
      /** Fails unless the predictions show a smaller calibration error than the baseline's. */
      toBeBetterCalibratedThan(baseline: PredictionInput, options?: BetterCalibratedOptions): void;
    }
  }
}

declare module 'vitest' {
  interface TaskMeta {
    /** What the matchers of calibration measured in this test, in order. */
    calibration?: readonly CalibrationMeta[];
  }
}
