import type { Policy } from '@echo/policy';
import type { Task } from '@echo/tasks';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The choice with the highest likelihood under the base model, asked the bare question; null without choices.
 *
 * Likelihoods include the end of the completion. `logShare` is the log of the choice's share of their sum.
 */
export function likeliestChoice(
  policy: Policy,
  { question, answerKey }: Task,
): { readonly correct: boolean; readonly logShare: number } | null {
  if (answerKey.kind !== 'choice') return null;
  const { choices, label } = answerKey;
  const end = policy.config.eosTokenIds.slice(0, 1);
  const logShares = tf.tidy(() => {
    const { tokenizer } = policy;
    const prompt = tokenizer.applyChatTemplate([{ role: 'user', content: question }]);
    const completions = [choices.map(({ text }) => Int32Array.of(...tokenizer.encode(text), ...end))];
    const asked = [{ kind: 'log-probs', completions }] as const;
    const [{ logProbs }] = policy.score([prompt], asked, { byReference: true });
    return tf.logSoftmax(tf.sum(logProbs, 1)).dataSync();
  });
  const logShare = Math.max(...logShares);
  return { correct: choices[logShares.indexOf(logShare)]?.label === label, logShare };
}
