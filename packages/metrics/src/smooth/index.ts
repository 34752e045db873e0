// Calibration errors without bins

export { kernelCalibrationError } from './kernel-calibration-error.js';
export { maximumMeanCalibrationError } from './maximum-mean-calibration-error.js';
export { smoothCalibrationError } from './smooth-calibration-error.js';

// Distances from a calibration curve

export { type CalibrationIndex, integratedCalibrationIndex } from './calibration-index.js';
