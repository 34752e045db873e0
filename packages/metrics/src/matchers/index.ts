// Claims of calibration

export { type CalibrationClaim, type ClaimTest, testCalibrationClaim } from './calibration-claim.js';

// Matchers of Vitest and Jest

export { calibrationMatchers } from './calibration-matchers.js';
