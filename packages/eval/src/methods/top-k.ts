import { gradeResponse } from '@echo/env';
import { completeOnce } from '../internal/ask-once.js';
import { expectWhole } from '../internal/expect.js';
import { ANSWER_IS_X, ANSWER_TAG, CONFIDENCE_TAG, promptOf } from '../internal/prompts.js';
import { readingOf, trialOf } from '../internal/trial-of.js';
import type { Reading } from '../trial.js';
import type { ElicitationMethod } from './elicitation-method.js';

/** The number in front of a guess. */
const LIST_NUMBER = /^\s*\d{1,2}[.)]\s*/;

/**
 * Several guesses, each with its confidence, in one completion; the likeliest is the answer.
 *
 * Having to name alternatives lowers overconfidence (Tian et al. 2023, arXiv:2305.14975). `k` is 3 unless
 * given.
 */
export function topK({ k = 3 }: { readonly k?: number } = {}): ElicitationMethod {
  expectWhole('k', k, 2);
  return {
    name: `top-${k}`,
    elicit: async (completer, task, options) => {
      const prompt = promptOf(
        task,
        `Give your ${k} best guesses, the likeliest first, one a line, in exactly this format and nothing else:`,
        `${CONFIDENCE_TAG}${ANSWER_TAG}`,
        ANSWER_IS_X,
        'N is a whole number from 0 to 100: the chance in per cent that this guess is right. The numbers add up to at most 100.',
      );
      const completion = await completeOnce(completer, { prompt, stop: [] }, options);
      const text = completion?.text ?? '';
      const guesses = text
        .split(/(?<=<\/answer>)/i)
        .slice(0, k)
        .filter((part) => /<answer/i.test(part))
        .map((part) => gradeResponse(task, part.replace(LIST_NUMBER, ''), options.graders))
        .map(readingOf);
      const best = guesses.reduce<Reading | null>(
        (likeliest, guess) => (likeliest && likeliest.confidence >= guess.confidence ? likeliest : guess),
        null,
      );
      return trialOf(task, best ?? readingOf(gradeResponse(task, text, options.graders)));
    },
  };
}
