// Calibration

export {
  confidenceDistribution,
  type DistributionBin,
  type DistributionSeries,
} from './figures/confidence-distribution.js';
export {
  type CorpCurvePoint,
  type DiagramBin,
  type DiagramSeries,
  type FigureInterval,
  type ReliabilityDiagramOptions,
  reliabilityDiagram,
} from './figures/reliability-diagram.js';
export {
  type DecomposedScore,
  type ScoreDecompositionOptions,
  scoreDecomposition,
} from './figures/score-decomposition.js';

// Domains

export { type DomainEstimates, type DomainSeries, domainComparison } from './figures/domain-comparison.js';
export { type DomainCell, domainHeatmap } from './figures/domain-heatmap.js';
export type { FingerprintDomain, FingerprintSeries } from './figures/fingerprint.js';
export { fingerprintDumbbell } from './figures/fingerprint-dumbbell.js';
export { fingerprintRadar } from './figures/fingerprint-radar.js';
export { type GradeCell, gradeHeatmap } from './figures/grade-heatmap.js';

// Selective answering

export {
  type AbstentionThreshold,
  type RiskCoverageOptions,
  type RiskPoint,
  type RiskSeries,
  riskCoverage,
} from './figures/risk-coverage.js';

// Comparisons

export {
  type BaselineComparisonOptions,
  baselineComparison,
  type ComparedPredictions,
} from './figures/baseline-comparison.js';
export {
  type ElicitationMethod,
  type ElicitationOptions,
  elicitationComparison,
} from './figures/elicitation-comparison.js';

// Training

export {
  type LearningCurvesOptions,
  type LearningPanel,
  type LearningPoint,
  learningCurves,
} from './figures/learning-curves.js';
export { type Payoff, payoffCurve, type StatedAnswer } from './figures/payoff-curve.js';
export { type CurvePoint, rewardCurve } from './figures/reward-curve.js';
export { type CurveRun, type CurveStep, trainingCurves } from './figures/training-curves.js';

// What figures share

export type { FigureOptions, FigureSpec } from './layout/figure.js';
export { count, decimal, estimate, type FigureEstimate, percent, percentEstimate } from './text/format.js';
export { darkStyle, type ThemeName } from './theme/theme.js';
