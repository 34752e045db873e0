import type { Policy } from '@echo/policy';
import type { Task } from '@echo/tasks';
import * as tf from '@tensorflow/tfjs-core';

/**
 * What the base model, asked the bare question, would rather reply than the other choices, its end included; null without choices. `logShare` is the log of
 * its share of their likelihood.
 */
export function likeliestChoice(
  policy: Policy,
  { question, answerKey }: Task,
): { readonly right: boolean; readonly logShare: number } | null {
  if (answerKey.kind !== 'choice') return null;
  const { choices, label } = answerKey;
  const end = policy.config.eosTokenIds.slice(0, 1);
  const logShares = tf.tidy(() => {
    const logProbs = policy.referenceLogProbs({
      prompts: [policy.encodePrompt([{ role: 'user', content: question }])],
      completions: [choices.map(({ text }) => Int32Array.of(...policy.encode(text), ...end))],
    });
    return tf.logSoftmax(tf.sum(logProbs, 1)).dataSync();
  });
  const logShare = Math.max(...logShares);
  return { right: choices[logShares.indexOf(logShare)]?.label === label, logShare };
}
