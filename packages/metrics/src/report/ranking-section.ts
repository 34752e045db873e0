import { averagePrecision } from '../ranking/average-precision.js';
import { falsePositiveRate } from '../ranking/false-positive-rate.js';
import type { Estimate } from '../uncertainty/bootstrap.js';
import type { ReportContext } from './report-context.js';

/** Measures of how confidences rank correct above incorrect answers, beside AUROC. */
export interface RankingSection {
  readonly averagePrecision: number | null;
  readonly averagePrecisionOfErrors: number | null;
  readonly falsePositiveRate95: number | null;
  /** Goodman and Kruskal's γ. */
  readonly gamma: Estimate;
}

/** Computes the measures of ranking around `gamma`, which comes with its bootstrap interval. */
export function rankingSection({ table }: ReportContext, gamma: Estimate): RankingSection {
  return {
    averagePrecision: averagePrecision(table),
    averagePrecisionOfErrors: averagePrecision(table, { of: 'errors' }),
    falsePositiveRate95: falsePositiveRate(table),
    gamma,
  };
}
