import { indexOfBrier } from '../scores/brier-index.js';
import { brierSkill } from '../scores/brier-score.js';
import { type CorpDecomposition, corpDecomposition } from '../scores/corp-decomposition.js';
import { logLoss } from '../scores/log-loss.js';
import { sphericalScore } from '../scores/spherical-score.js';
import type { Estimate } from '../uncertainty/bootstrap.js';
import type { ReportContext } from './report-context.js';

/** Proper scores and their parts, beside the Brier score. */
export interface ScoreSection {
  readonly brierSkill: number | null;
  readonly brierIndex: Estimate;
  readonly logLoss: number | null;
  readonly spherical: number | null;
  readonly corpBrier: CorpDecomposition | null;
  readonly corpLog: CorpDecomposition | null;
}

/** The distance from 0 and 1 that the log loss of a report is clipped at. */
export const LOG_LOSS_CLIP = 0.001;

/** Computes the scores; the Brier index and its interval are those of `brier`, transformed. */
export function scoreSection({ table }: ReportContext, brier: Estimate): ScoreSection {
  return {
    brierSkill: brierSkill(table),
    brierIndex: brierIndexEstimate(brier),
    logLoss: logLoss(table, { clip: LOG_LOSS_CLIP }),
    spherical: sphericalScore(table),
    corpBrier: corpDecomposition(table),
    corpLog: corpDecomposition(table, { score: 'log' }),
  };
}

/** The index falls as the score rises, so the ends change places. */
function brierIndexEstimate({ value, low, high }: Estimate): Estimate {
  const index = (score: number | null) => (score === null ? null : indexOfBrier(score));
  return { value: index(value), low: index(high), high: index(low) };
}
