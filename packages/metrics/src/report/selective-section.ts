import { accuracyAtCoverage, type CoverageAtAccuracy, coverageAtAccuracy } from '../selective/coverage.js';
import { predictionRejectionRatio } from '../selective/prediction-rejection.js';
import {
  areaUnderGeneralizedRisk,
  areaUnderRiskCoverage,
  excessAreaUnderRiskCoverage,
  type RiskCoveragePoint,
  riskCoverageCurve,
} from '../selective/risk-coverage.js';
import { type SelectiveThreshold, selectiveThreshold } from '../selective/selective-threshold.js';
import { KERNEL_LIMIT } from '../smooth/kernel-calibration-error.js';
import type { Estimate } from '../uncertainty/bootstrap.js';
import { GRADED, pointEstimate, type ReportContext, tooMany } from './report-context.js';

/** Figures of answering only what is stated with enough confidence. */
export interface SelectiveSection {
  readonly areaUnderRiskCoverage: number | null;
  readonly excessAreaUnderRiskCoverage: number | null;
  readonly areaUnderGeneralizedRisk: number | null;
  readonly areaUnderAccuracyRejection: Estimate;
  readonly predictionRejectionRatio: Estimate;
  /** Of rejecting at most half. */
  readonly predictionRejectionRatioHalf: number | null;
  /** Confidence-target scores. */
  readonly targetScores: readonly ({ readonly target: number } & Estimate)[];
  readonly accuracyAt: readonly { readonly coverage: number; readonly accuracy: number | null }[];
  readonly coverageAt: readonly ({ readonly accuracy: number } & CoverageAtAccuracy)[];
  /** Thresholds that keep a risk with probability .95. */
  readonly guaranteed: readonly ({ readonly allowed: number } & SelectiveThreshold)[];
  readonly curve: readonly RiskCoveragePoint[] | null;
}

/** The figures of selective answering that come with bootstrap intervals. */
export interface SelectiveEstimates {
  readonly rejection: Estimate;
  readonly rejectionRatio: Estimate;
  readonly targetScores: SelectiveSection['targetScores'];
}

const COVERAGES = [0.5, 0.8, 0.9];
const ACCURACIES = [0.8, 0.9, 0.95];
const RISKS = [0.05, 0.1, 0.2];

/** Computes the figures of selective answering; what needs the order of grades reads the predictions. */
export function selectiveSection(
  { of, table, isGraded, unless }: ReportContext,
  { rejection, rejectionRatio, targetScores }: SelectiveEstimates,
): SelectiveSection {
  const ordered = isGraded ? of : table;
  return {
    areaUnderRiskCoverage: areaUnderRiskCoverage(table),
    excessAreaUnderRiskCoverage: excessAreaUnderRiskCoverage(ordered),
    areaUnderGeneralizedRisk: areaUnderGeneralizedRisk(table),
    areaUnderAccuracyRejection: rejection,
    predictionRejectionRatio: isGraded ? pointEstimate(predictionRejectionRatio(of)) : rejectionRatio,
    predictionRejectionRatioHalf: predictionRejectionRatio(ordered, { maxRejection: 0.5 }),
    targetScores,
    accuracyAt: COVERAGES.map((coverage) => ({ coverage, accuracy: accuracyAtCoverage(table, coverage) })),
    coverageAt: ACCURACIES.flatMap((accuracy) => {
      const found = coverageAtAccuracy(table, accuracy);
      return found ? [{ accuracy, ...found }] : [];
    }),
    guaranteed:
      unless('selective.guaranteed', isGraded && GRADED, () =>
        RISKS.flatMap((allowed) => {
          const found = selectiveThreshold(table, { risk: allowed });
          return found ? [{ allowed, ...found }] : [];
        }),
      ) ?? [],
    curve: unless('selective.curve', tooMany(table, KERNEL_LIMIT), () => riskCoverageCurve(table)),
  };
}
