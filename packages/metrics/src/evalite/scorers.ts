import {
  assess,
  brierItem,
  type ItemScorer,
  type LogScorerOptions,
  logItem,
  type ScorerOptions,
} from '../scorers/item-scorer.js';
import { predictionIn } from '../scorers/read-prediction.js';

/** What Evalite hands a scorer. */
export interface ScoreInput {
  readonly input: unknown;
  readonly output: unknown;
  readonly expected?: unknown;
}

/** What Evalite's `createScorer` and the list of `scorers` take. */
export interface EvaliteScorer<Input> {
  name: string;
  description: string;
  scorer: (input: Input) => Promise<{ score: number; metadata: unknown }>;
}

/**
 * Scorer 1 − (confidence − outcome)² for the `scorers` of an `evalite`; 1 is best.
 *
 * The mean over a run is 1 − its Brier score. Evalite has no score for an item that has none: where `read`
 * finds nothing the score is 0, and its metadata say so.
 *
 * @example
 * ```ts
 * import { brierScorer } from '@echo/metrics/evalite';
 *
 * const { score } = await brierScorer().scorer({ input: 'q', output: { confidence: 0.8, correct: true } });
 * score; // → 0.96
 * ```
 */
export function brierScorer<Input extends ScoreInput = ScoreInput>(
  options: ScorerOptions<Input> = {},
): EvaliteScorer<Input> {
  return scorerOf(brierItem(options, ({ output }) => predictionIn(output)));
}

/**
 * Scorer of the logarithm of the probability given to what happened, for the `scorers` of an `evalite`.
 *
 * 1 is certain and correct, 0 at most `clip` given to what happened. The mean over a run is 1 − its log loss
 * / ln(1/clip). Where `read` finds nothing the score is 0, and its metadata say so.
 *
 * @example
 * ```ts
 * import { logScorer } from '@echo/metrics/evalite';
 *
 * const { score } = await logScorer().scorer({ input: 'q', output: { confidence: 0.8, correct: true } });
 * score; // → 0.968
 * ```
 */
export function logScorer<Input extends ScoreInput = ScoreInput>(
  options: LogScorerOptions<Input> = {},
): EvaliteScorer<Input> {
  return scorerOf(logItem(options, ({ output }) => predictionIn(output)));
}

function scorerOf<Input>(item: ItemScorer<Input>): EvaliteScorer<Input> {
  const { name, description } = item;
  return {
    name,
    description,
    scorer: async (input) => (await assess(item, input)) ?? { score: 0, metadata: { unread: true } },
  };
}
