// Tests of calibration

export { type CumulativeTest, cumulativeTest } from './cumulative-test.js';
export {
  type ChiSquareTest,
  type HosmerLemeshowOptions,
  hosmerLemeshowTest,
} from './hosmer-lemeshow-test.js';
export { spiegelhalterTest, type ZTest } from './spiegelhalter-test.js';

// Calibration slope and intercept

export { type CoxCalibration, calibrationInTheLarge, coxCalibration } from './cox-calibration.js';
