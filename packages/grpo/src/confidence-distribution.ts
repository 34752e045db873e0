import type { Prompt } from '@echo/core';
import type { Policy } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';
import { type ConfidenceTrie, confidenceLogProbs, confidenceTrie } from './confidence-trie.js';
import { trieAfterText } from './trie-after-answer.js';

/**
 * The probability of each integer percentage as the stated confidence of a reply, [101], given that one is
 * stated.
 *
 * It is taken at temperature 1, over the token trie of the policy's tokenizer. `before` is the text that the
 * reply has before its confidence, as where the answer stands first; none unless given.
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
  before = '',
): readonly number[] {
  const prompts = [policy.tokenizer.applyChatTemplate(prompt)];
  let probabilities: readonly number[] = [];
  tf.tidy(() => {
    const { tree, offset } = trieAfterText(trie, before, policy.tokenizer);
    const asked = [{ kind: 'tree-logits', tree, candidates: trie.candidates }] as const;
    const [{ logits }] = policy.score(prompts, asked);
    probabilities = [...tf.exp(confidenceLogProbs(trie, logits, [offset])).dataSync()];
  });
  return probabilities;
}

/** The policy as a completer that gives the distribution of its stated confidence, in one pass a question. */
export function withConfidenceDistribution(policy: Policy): Policy {
  const trie = confidenceTrie(policy.tokenizer);
  return {
    ...policy,
    confidenceDistribution: async (prompt, before) => confidenceDistribution(policy, trie, prompt, before),
  };
}
