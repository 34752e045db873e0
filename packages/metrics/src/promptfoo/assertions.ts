import { MetricsError } from '../errors.js';
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

/** What a reply is read from: the output, and the context that promptfoo hands an assertion. */
export interface AssertionInput {
  readonly output: unknown;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly context: AssertionContext;
}

/** The context of a promptfoo assertion, as far as it is used here. */
export interface AssertionContext {
  readonly vars?: Readonly<Record<string, unknown>>;
}

/** A `GradingResult` of promptfoo. */
export interface GradingResult {
  pass: boolean;
  score: number;
  reason: string;
  namedScores?: Record<string, number>;
}

/** The function of a `javascript` assertion. */
export type AssertionFunction = (output: unknown, context?: AssertionContext) => Promise<GradingResult>;

export interface Threshold {
  /** The least score that passes; unless given, every prediction passes, whatever it scores. */
  readonly threshold?: number;
}

/**
 * Promptfoo assertion 1 − (confidence − outcome)²; 1 is best.
 *
 * It passes unless a `threshold` is given, so that other assertions decide what is correct. The confidence
 * and the outcome stand in the named scores, where `calibrationExtension` and `fromPromptfoo` of
 * `@echo/metrics/adapters` find them. Where `read` finds nothing the score is 0 and the assertion fails.
 *
 * @example
 * ```ts
 * import { brierScorer } from '@echo/metrics/promptfoo';
 *
 * await brierScorer()('{ "confidence": 0.8, "correct": true }');
 * // → { pass: true, score: 0.96, reason: 'stated 80 %, correct', namedScores: { confidence: 0.8, … } }
 * ```
 */
export function brierScorer(options: ScorerOptions<AssertionInput> & Threshold = {}): AssertionFunction {
  return assertionOf(
    brierItem(options, ({ output }) => predictionIn(output)),
    options,
  );
}

/**
 * Promptfoo assertion of the logarithm of the probability given to what happened.
 *
 * 1 is certain and correct, 0 at most `clip` given to what happened. The mean over a run is 1 − its log loss
 * / ln(1/clip).
 */
export function logScorer(options: LogScorerOptions<AssertionInput> & Threshold = {}): AssertionFunction {
  return assertionOf(
    logItem(options, ({ output }) => predictionIn(output)),
    options,
  );
}

function assertionOf(item: ItemScorer<AssertionInput>, { threshold }: Threshold): AssertionFunction {
  if (threshold !== undefined && !(threshold >= 0 && threshold <= 1))
    throw new MetricsError(`Expected \`threshold\` to lie in [0, 1], got ${threshold}.`);
  return async (output, context = {}) => {
    const assessed = await assess(item, { output, vars: context.vars ?? {}, context });
    if (!assessed) return { pass: false, score: 0, reason: 'No prediction could be read.' };
    const { score, metadata } = assessed;
    const { confidence, correct } = metadata;
    const pass = threshold === undefined || score >= threshold;
    return { pass, score, reason: rationaleOf(metadata), namedScores: { confidence, correct } };
  };
}
