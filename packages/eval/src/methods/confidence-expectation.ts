import {
  type Completer,
  type Prompt,
  RESPONSE_TAGS,
  type SampledToken,
  stopSequences,
  type TextCompletion,
} from '@echo/core';
import { gradeResponse } from '@echo/env';
import { formatConfidence, type ParsedResponse } from '@echo/parser';
import { renderPrompt } from '@echo/tasks';
import { completeOnce } from '../internal/ask-once.js';
import { expectPositive } from '../internal/expect.js';
import { meanOfDistribution } from '../internal/mean-of-distribution.js';
import { noLogProbs } from '../internal/no-log-probs.js';
import { numberDistribution } from '../internal/number-distribution.js';
import { tokensInTag } from '../internal/token-spans.js';
import { readingOf, trialOf } from '../internal/trial-of.js';
import type { ElicitationMethod } from './elicitation-method.js';

const NAME = 'confidence-expectation';
const TOP = 20;

/** How the distribution of the stated confidence is read. */
export interface ExpectationOptions {
  /**
   * The temperature T of the distribution that is averaged, p^(1/T): 1 unless given.
   *
   * Towards 0 the mean becomes the likeliest confidence. Between lies a reading that is steadier than the
   * likeliest one, and less drawn to the middle than the mean of a wide distribution.
   */
  readonly temperature?: number;
}

/**
 * The mean of the distribution of the stated confidence, instead of its sampled value.
 *
 * Exact over the 101 integer percentages where the completer has `confidenceDistribution` or
 * `logLikelihoods`; else from the likeliest tokens at each digit of the confidence. Answer first, it is the
 * distribution after the answer that was given. The stated value stands beside it as the reading `stated`.
 * The name says another temperature than 1: `confidence-expectation@0.3`.
 *
 * Throws `invalid-input` for a temperature that is not above 0.
 */
export function confidenceExpectation(options: ExpectationOptions = {}): ElicitationMethod {
  const { temperature = 1 } = options;
  expectPositive('temperature', temperature);
  return {
    name: temperature === 1 ? NAME : `${NAME}@${temperature}`,
    elicit: async (completer, task, posed) => {
      const { format } = posed;
      const prompt = renderPrompt(task, format);
      const question = { prompt, stop: stopSequences(format?.order), topLogProbs: TOP };
      const completion = await completeOnce(completer, question, posed);
      const graded = gradeResponse(task, completion?.text, posed.graders);
      const stated = readingOf(graded);
      const before = format?.order === 'answer-first' ? textBefore(completion, graded.parsed) : '';
      const stating = { prompt, completion, before, temperature };
      const expected = await expectationOf(completer, stating);
      return trialOf(task, { ...stated, confidence: expected ?? stated.confidence }, { stated });
    },
  };
}

const LEVELS = Array.from({ length: 101 }, (_, percent) => percent / 100);

/** What the distribution of a confidence follows from. */
interface Stated {
  readonly prompt: Prompt;
  readonly completion: TextCompletion | undefined;
  /** The text of the reply before its confidence; null where it states none. */
  readonly before: string | null;
  readonly temperature: number;
}

/** The mean of the distribution of a stated confidence; null where none is stated. */
async function expectationOf(
  completer: Completer,
  { prompt, completion, before, temperature }: Stated,
): Promise<number | null> {
  if (before === null) return null;
  const distribution = await completer.confidenceDistribution?.(prompt, before);
  if (distribution) return meanOfDistribution(distribution.map(Math.log), LEVELS, temperature);
  if (!completer.logLikelihoods) return fromTokens(completion, temperature);
  const replies = LEVELS.map((level) => before + formatConfidence(level));
  return meanOfDistribution(await completer.logLikelihoods(prompt, replies), LEVELS, temperature);
}

/** The text before the confidence of a reply that answers first; null where it states none in its tag. */
function textBefore(completion: TextCompletion | undefined, { spans }: ParsedResponse): string | null {
  return spans.confidence && (completion?.text.slice(0, spans.confidence.start) ?? null);
}

/** The mean over the tokens of the confidence; null where the completion states none in its tag. */
function fromTokens(completion: TextCompletion | undefined, temperature: number): number | null {
  const tokens = completion?.tokens;
  if (!tokens?.some(({ top }) => top.length > 1)) {
    if (completion?.text === '') return null;
    throw noLogProbs(NAME, 'the log-probs of the likeliest tokens');
  }
  const digits = tokensInTag(tokens, RESPONSE_TAGS.confidence);
  return digits && expectedPercent(tokensFrom(tokens, digits), temperature);
}

function expectedPercent(tokens: readonly SampledToken[], temperature: number): number | null {
  const distribution = numberDistribution(tokens);
  return distribution && meanOfDistribution(distribution.logProbs, distribution.values, temperature);
}

/** The tokens of the confidence, and the one that ends it. */
function tokensFrom(
  tokens: readonly SampledToken[],
  digits: readonly SampledToken[],
): readonly SampledToken[] {
  const first = tokens.indexOf(digits[0] as SampledToken);
  return tokens.slice(first, first + digits.length + 1);
}
