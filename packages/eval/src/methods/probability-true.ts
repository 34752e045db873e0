import type { Completer, Prompt } from '@echo/core';
import { gradeResponse } from '@echo/env';
import { probabilityOfTrue } from '@echo/metrics/adapters';
import type { Task } from '@echo/tasks';
import { completeOnce } from '../internal/ask-once.js';
import { noLogProbs } from '../internal/no-log-probs.js';
import { ANSWER_END, answerOnly, promptOf } from '../internal/prompts.js';
import { readingOf, trialOf } from '../internal/trial-of.js';
import type { ElicitationMethod, ElicitOptions } from './elicitation-method.js';

const NAME = 'p-true';
const TOP = 20;
const WORDS = ['True', 'False'] as const;

/**
 * P(True): the model is shown its own answer and asked whether it is true (Kadavath et al. 2022).
 *
 * The confidence is the share of True in the probability of True and False; ½ where neither is among the
 * likeliest tokens.
 */
export function probabilityTrue(): ElicitationMethod {
  return {
    name: NAME,
    elicit: async (completer, task, options) => {
      const completion = await completeOnce(
        completer,
        { prompt: answerOnly(task), stop: [ANSWER_END] },
        options,
      );
      const reading = readingOf(gradeResponse(task, completion?.text, options.graders));
      const prompt = verdictPrompt(task, reading.answer);
      const confidence = (await shareOfTrue(completer, prompt, options)) ?? 0.5;
      return trialOf(task, { ...reading, confidence: reading.abstained ? reading.confidence : confidence });
    },
  };
}

function verdictPrompt(task: Task, answer: string): Prompt {
  const [system, question] = promptOf(
    task,
    'You are given a question and a proposed answer. Reply with one word: True if the proposed answer is correct, False if it is not.',
  );
  const content = `${question?.content}\nProposed answer: ${answer}\nIs the proposed answer True or False?`;
  return [system as Prompt[number], { role: 'user', content }];
}

async function shareOfTrue(
  completer: Completer,
  prompt: Prompt,
  options: ElicitOptions,
): Promise<number | null> {
  if (completer.logLikelihoods) {
    const logProbs = await completer.logLikelihoods(prompt, WORDS);
    return probabilityOfTrue(WORDS.map((token, i) => ({ token, logprob: logProbs[i] ?? -Infinity })));
  }
  const sampling = { ...options.sampling, temperature: 0, maxTokens: 1 };
  const completion = await completeOnce(
    completer,
    { prompt, stop: [], topLogProbs: TOP },
    { ...options, sampling },
  );
  const first = completion?.tokens?.[0];
  if (!first || first.top.length < 2) throw noLogProbs(NAME, 'the log-probs of the likeliest tokens');
  return probabilityOfTrue(first.top);
}
