import { RESPONSE_TAGS, type TextCompletion } from '@echo/core';
import { gradeResponse } from '@echo/env';
import { sequenceLikelihood as likelihoodOf } from '@echo/metrics/adapters';
import { completeOnce } from '../internal/ask-once.js';
import { noLogProbs } from '../internal/no-log-probs.js';
import { ANSWER_END, answerOnly } from '../internal/prompts.js';
import { policyLogProbs, tokensInTag } from '../internal/token-spans.js';
import { readingOf, trialOf } from '../internal/trial-of.js';
import type { ElicitationMethod } from './elicitation-method.js';

const NAME = 'sequence-likelihood';

/**
 * The probability of the answer's tokens, Π p, as the confidence (Malinin & Gales 2021).
 *
 * Its geometric mean, which does not fall with the length, stands beside it as the reading `per-token`. Of a
 * completer that gives log-probs without the text of tokens, all tokens of the completion count.
 */
export function sequenceLikelihood(): ElicitationMethod {
  return {
    name: NAME,
    elicit: async (completer, task, options) => {
      const question = { prompt: answerOnly(task), stop: [ANSWER_END], topLogProbs: 1 };
      const completion = await completeOnce(completer, question, options);
      const reading = readingOf(gradeResponse(task, completion?.text, options.graders));
      const logProbs = answerLogProbs(completion);
      const raw = likelihoodOf(logProbs) ?? 0;
      const perToken = likelihoodOf(logProbs, { perToken: true }) ?? 0;
      return trialOf(
        task,
        { ...reading, confidence: raw },
        { 'per-token': { ...reading, confidence: perToken } },
      );
    },
  };
}

/** Of the answer's tokens, or of all where they are not told apart; none of an empty completion. */
function answerLogProbs(completion: TextCompletion | undefined): readonly number[] {
  if (!completion || completion.text === '') return [];
  const { tokens } = completion;
  if (tokens && tokens.length > 0)
    return (tokensInTag(tokens, RESPONSE_TAGS.answer) ?? tokens).map(({ logprob }) => logprob);
  const ofPolicy = policyLogProbs(completion);
  if (!ofPolicy) throw noLogProbs(NAME, 'the log-probs of the sampled tokens');
  return ofPolicy;
}
