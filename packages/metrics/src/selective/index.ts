// Risk and coverage

export {
  areaUnderGeneralizedRisk,
  areaUnderRiskCoverage,
  excessAreaUnderRiskCoverage,
  type RiskCoveragePoint,
  riskCoverageCurve,
} from './risk-coverage.js';

// Rejection

export {
  areaUnderAccuracyRejection,
  type PredictionRejectionOptions,
  predictionRejectionRatio,
} from './prediction-rejection.js';

// Operating points

export { accuracyAtCoverage, type CoverageAtAccuracy, coverageAtAccuracy } from './coverage.js';
export {
  type SelectiveThreshold,
  type SelectiveThresholdOptions,
  selectiveThreshold,
} from './selective-threshold.js';
