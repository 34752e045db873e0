import type { Prompt } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { tidy } from './model/tidy.js';
import type { Policy } from './policy.js';

/** The log-probability of each text as the beginning of a reply to a prompt: the sum over its tokens. */
export function logLikelihoods(
  { tokenizer, score }: Policy,
  prompt: Prompt,
  continuations: readonly string[],
): readonly number[] {
  const prompts = [tokenizer.applyChatTemplate(prompt)];
  const completions = [continuations.map((text) => tokenizer.encode(text))];
  return tidy(() => {
    const [{ logProbs }] = score(prompts, [{ kind: 'log-probs', completions }]);
    return [...tf.sum(logProbs, 1).dataSync()];
  });
}
