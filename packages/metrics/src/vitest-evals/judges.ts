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

/** What vitest-evals hands a judge, as far as every judge has it. */
export interface JudgeContext {
  readonly input: unknown;
  readonly output: unknown;
}

/** A `JudgeResult` of vitest-evals; null where nothing could be read, which its averages count as 0. */
export interface JudgeResult {
  score: number | null;
  metadata: { rationale: string; [figure: string]: string | number };
}

/** A `Judge` of vitest-evals; its `assess` is also a scorer of `vitest-evals/legacy`. */
export interface Judge<Context> {
  name: string;
  assess: (context: Context) => Promise<JudgeResult>;
}

/**
 * Judge 1 − (confidence − outcome)² in the shape of vitest-evals; 1 is best.
 *
 * The mean over a run is 1 − its Brier score. An honest answer seldom scores 1, so give the suite a
 * `judgeThreshold`, or null for none: vitest-evals fails below 1 otherwise.
 *
 * @example
 * ```ts
 * import { brierScorer } from '@echo/metrics/vitest-evals';
 *
 * const { score } = await brierScorer().assess({ input: 'q', output: { confidence: 0.8, correct: true } });
 * score; // → 0.96
 * ```
 */
export function brierScorer<Context extends JudgeContext = JudgeContext>(
  options: ScorerOptions<Context> = {},
): Judge<Context> {
  return judgeOf(brierItem(options, ({ output }) => predictionIn(output)));
}

/**
 * Judge of the logarithm of the probability given to what happened, in the shape of vitest-evals.
 *
 * 1 is certain and correct, 0 at most `clip` given to what happened. The mean over a run is 1 − its log loss
 * / ln(1/clip).
 *
 * @example
 * ```ts
 * import { logScorer } from '@echo/metrics/vitest-evals';
 *
 * const { score } = await logScorer().assess({ input: 'q', output: { confidence: 0.8, correct: true } });
 * score; // → 0.968
 * ```
 */
export function logScorer<Context extends JudgeContext = JudgeContext>(
  options: LogScorerOptions<Context> = {},
): Judge<Context> {
  return judgeOf(logItem(options, ({ output }) => predictionIn(output)));
}

function judgeOf<Context>(item: ItemScorer<Context>): Judge<Context> {
  const { name } = item;
  const judge = async (context: Context): Promise<JudgeResult> => {
    const assessed = await assess(item, context);
    if (!assessed) return { score: null, metadata: { rationale: 'No prediction could be read.' } };
    const { score, metadata } = assessed;
    return { score, metadata: { rationale: rationaleOf(metadata), ...metadata } };
  };
  // `vitest-evals/legacy` reports the name of the function
  return { name, assess: Object.defineProperty(judge, 'name', { value: name }) };
}
