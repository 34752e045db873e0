import {
  assess,
  brierItem,
  type ItemScorer,
  type LogScorerOptions,
  logItem,
  type ScorerOptions,
} from '../scorers/item-scorer.js';
import { predictionIn } from '../scorers/read-prediction.js';

/** What autoevals and Braintrust hand a scorer. */
export interface ScorerArgs {
  readonly output: unknown;
  readonly expected?: unknown;
  readonly input?: unknown;
}

/** A `Score` of autoevals; null where nothing could be read, which Braintrust leaves out of the mean. */
export interface Score {
  name: string;
  score: number | null;
  metadata?: Record<string, unknown>;
}

/** A `Scorer` of autoevals, which Braintrust's `Eval` takes too. */
export type Scorer<Args> = (args: Args) => Promise<Score>;

/**
 * Scorer 1 − (confidence − outcome)² in the shape of autoevals; 1 is best.
 *
 * The mean over an experiment is 1 − its Brier score.
 *
 * @example
 * ```ts
 * import { brierScorer } from '@echo/metrics/autoevals';
 *
 * const { score } = await brierScorer()({ output: { confidence: 0.8, correct: true } });
 * score; // → 0.96
 * ```
 */
export function brierScorer<Args extends ScorerArgs = ScorerArgs>(
  options: ScorerOptions<Args> = {},
): Scorer<Args> {
  return scorerOf(brierItem(options, ({ output }) => predictionIn(output)));
}

/**
 * Scorer of the logarithm of the probability given to what happened, in the shape of autoevals.
 *
 * 1 is certain and correct, 0 at most `clip` given to what happened. The mean over an experiment is 1 − its
 * log loss / ln(1/clip); the loss in nats stands in the metadata.
 *
 * @example
 * ```ts
 * import { logScorer } from '@echo/metrics/autoevals';
 *
 * const { score } = await logScorer()({ output: { confidence: 0.8, correct: true } });
 * score; // → 0.968
 * ```
 */
export function logScorer<Args extends ScorerArgs = ScorerArgs>(
  options: LogScorerOptions<Args> = {},
): Scorer<Args> {
  return scorerOf(logItem(options, ({ output }) => predictionIn(output)));
}

function scorerOf<Args>(scorer: ItemScorer<Args>): Scorer<Args> {
  return async (args) => {
    const { name } = scorer;
    const assessed = await assess(scorer, args);
    return assessed ? { name, ...assessed } : { name, score: null };
  };
}
