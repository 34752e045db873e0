import {
  accuracy,
  auroc,
  brierScore,
  type CountTable,
  expectedCalibrationError,
  meanConfidence,
  overconfidenceRate,
  tabulate,
} from '@echo/metrics';
import { areaUnderRiskCoverage } from '@echo/metrics/selective';
import { bootstrapIntervals, wilsonInterval } from '@echo/metrics/uncertainty';
import { z } from 'zod';
import type { Trial } from '../trial.js';

const share = z.number().min(0).max(1).nullable();
const estimate = z
  .object({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() })
  .strict()
  .readonly()
  .refine(
    (of) => Object.values(of).every((end) => end === null || Math.abs(end) <= 2),
    'an estimate lies within [−2, 2]',
  );

/** What EchoBench measures, over all tasks or those of a part. */
export const benchScoresSchema = z
  .object({
    n: z.int().min(0),
    /**
     * Accuracy less Brier score, the mean of what RLCR pays an answer (arXiv:2507.16806): in [−1, 1], 1 for
     * always correct and certain of it, and proper.
     */
    score: estimate,
    accuracy: estimate,
    meanConfidence: share,
    brier: estimate,
    ece: estimate,
    auroc: estimate,
    aurc: estimate,
    /** Share of the incorrect answers stated with at least 80 %. */
    overconfidenceRate: share,
  })
  .strict()
  .readonly();

/** The scores of EchoBench; intervals are 95 %, Wilson's of accuracy, else the bootstrap's. */
export type BenchScores = z.infer<typeof benchScoresSchema>;

type Estimate = BenchScores['score'];

const METRICS = [
  rlcrScore,
  brierScore,
  expectedCalibrationError,
  auroc,
  areaUnderRiskCoverage,
] as const satisfies readonly ((table: CountTable) => number | null)[];

/** Measures answered trials. */
export function benchScores(trials: readonly Trial[]): BenchScores {
  const table = tabulate(trials);
  const right = accuracy(table);
  const estimates = bootstrapIntervals(
    table,
    METRICS.map((metric) => (of) => metric(of)),
  );
  const [score, brier, ece, area, aurc] = estimates as [Estimate, Estimate, Estimate, Estimate, Estimate];
  return {
    n: table.n,
    score,
    accuracy:
      right === null
        ? { value: null, low: null, high: null }
        : { value: right, ...wilsonInterval(right * table.n, table.n) },
    meanConfidence: meanConfidence(table),
    brier,
    ece,
    auroc: area,
    aurc,
    overconfidenceRate: overconfidenceRate(table),
  };
}

/** Accuracy less Brier score; null of nothing. */
export function rlcrScore(table: CountTable): number | null {
  const [right, brier] = [accuracy(table), brierScore(table)];
  return right === null || brier === null ? null : right - brier;
}
