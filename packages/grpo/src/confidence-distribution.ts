import type { Prompt } from '@echo/core';
import type { Policy } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';
import { type ConfidenceTrie, confidenceLogProbs } from './confidence-trie.js';

/**
 * The probability of each integer percentage as the stated confidence of a reply, [101], given that one is
 * stated.
 *
 * It is taken at temperature 1, over the token trie of the policy's tokenizer.
 *
 * @example
 * ```ts
 * import { loadBackend } from '@echo/compute/node';
 * import { confidenceDistribution, confidenceTrie } from '@echo/grpo';
 * import { loadNano } from '@echo/nano/node';
 *
 * await loadBackend();
 * const policy = await loadNano();
 * const prompt = [{ role: 'user', content: 'Domain: math. Answer with a number.\n6 · 7?' }] as const;
 * confidenceDistribution(policy, confidenceTrie(policy.tokenizer), prompt).length; // → 101
 * policy.dispose();
 * ```
 */
export function confidenceDistribution(
  policy: Policy,
  trie: ConfidenceTrie,
  prompt: Prompt,
): readonly number[] {
  const prompts = [policy.tokenizer.applyChatTemplate(prompt)];
  let probabilities: readonly number[] = [];
  tf.tidy(() => {
    const { tree, candidates } = trie;
    const [{ logits }] = policy.score(prompts, [{ kind: 'tree-logits', tree, candidates }]);
    probabilities = [...tf.exp(confidenceLogProbs(trie, logits)).dataSync()];
  });
  return probabilities;
}
