// Claims of calibration

export {
  type BetterCalibratedOptions,
  type BetterCalibratedTest,
  testBetterCalibrated,
} from './better-calibrated.js';
export { type CalibrationClaim, type ClaimTest, testCalibrationClaim } from './calibration-claim.js';
export type { EvidenceOptions } from './evidence.js';
export type { DiscriminationClaim } from './to-discriminate.js';

// Matchers of Vitest and Jest

export { calibrationMatchers } from './calibration-matchers.js';
export type { CalibrationMeta, MatcherResult } from './matcher.js';
