import {
  assess,
  brierItem,
  type ItemScorer,
  type LogScorerOptions,
  logItem,
  type ScorerOptions,
} from '../scorers/item-scorer.js';
import { rationaleOf } from '../scorers/rationale.js';
import { predictionIn } from '../scorers/read-prediction.js';
import type { Evaluation, EvaluatorParams } from './evaluation.js';

/** An `Evaluator` of Langfuse; it gives no evaluation where nothing could be read. */
export type Evaluator<Params> = (params: Params) => Promise<Evaluation[]>;

/**
 * Langfuse evaluator 1 − (confidence − outcome)² of one item; 1 is best.
 *
 * The mean over an experiment is 1 − its Brier score.
 *
 * @example
 * ```ts
 * import { brierScorer } from '@echo/metrics/langfuse';
 *
 * await brierScorer()({ input: 'q', output: { confidence: 0.8, correct: true } });
 * // → [{ name: '1 - Brier', value: 0.96, comment: 'stated 80 %, correct', … }]
 * ```
 */
export function brierScorer<Params extends EvaluatorParams = EvaluatorParams>(
  options: ScorerOptions<Params> = {},
): Evaluator<Params> {
  return evaluatorOf(brierItem(options, ({ output }) => predictionIn(output)));
}

/**
 * Langfuse evaluator of the logarithm of the probability given to what happened, of one item.
 *
 * 1 is certain and correct, 0 at most `clip` given to what happened. The mean over an experiment is 1 − its
 * log loss / ln(1/clip).
 */
export function logScorer<Params extends EvaluatorParams = EvaluatorParams>(
  options: LogScorerOptions<Params> = {},
): Evaluator<Params> {
  return evaluatorOf(logItem(options, ({ output }) => predictionIn(output)));
}

function evaluatorOf<Params>(item: ItemScorer<Params>): Evaluator<Params> {
  return async (params) => {
    const assessed = await assess(item, params);
    if (!assessed) return [];
    const { score, metadata } = assessed;
    return [{ name: item.name, value: score, comment: rationaleOf(metadata), metadata: { ...metadata } }];
  };
}
