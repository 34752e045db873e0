import type { Probability, ReplyOrder } from '@echo/core';
import type { Policy, TreeContinuation } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';
import { CONFIDENCE_LEVELS, type ConfidenceTrie, confidenceLogProbs } from './confidence-trie.js';
import type { RolloutGroup } from './rollout.js';
import { groupSuccessRate, type SuccessRates } from './success-rates.js';
import { triesAfterAnswers } from './trie-after-answer.js';

export interface ReferenceConfidenceOptions {
  readonly order: ReplyOrder;
  readonly trie: ConfidenceTrie;
  /** The temperature at which the distribution is taken, that of sampling. */
  readonly temperature: number;
  /** The most prompts that are scored at once. */
  readonly promptsPerMicroBatch: number;
}

/**
 * The confidence of the reference policy in each rollout of some groups, as their success rates: the mean of
 * its distribution over the integer percentages.
 *
 * After a rollout whose confidence cannot be told apart it is the success rate of the group.
 */
export function referenceConfidence(
  policy: Policy,
  groups: readonly RolloutGroup[],
  { order, trie, temperature, promptsPerMicroBatch: maxPrompts }: ReferenceConfidenceOptions,
): SuccessRates {
  const tries = order === 'answer-first' ? triesAfterAnswers(trie, groups, policy.tokenizer) : null;
  const tree = tries?.map((group) => group.map((one) => one.tree)) ?? trie.tree;
  const asked: readonly [TreeContinuation] = [{ kind: 'tree-logits', tree, candidates: trie.candidates }];
  const prompts = groups.map(({ promptIds }) => promptIds);
  const rates = new Map<RolloutGroup, readonly Probability[]>();
  for (const batch of policy.microBatches(prompts, asked, { maxPrompts })) {
    const after = tries && batch.indices.flatMap((i) => tries[i] ?? []);
    let means: readonly Probability[] = [];
    tf.tidy(() => {
      const [{ logits }] = policy.score(batch.prompts, batch.continuations, {
        temperature,
        byReference: true,
      });
      const offsets = after?.map(({ offset }) => offset) ?? null;
      means = meanConfidences(confidenceLogProbs(trie, logits, offsets));
    });
    batch.indices.forEach((i, b) => {
      const group = groups[i] as RolloutGroup;
      const size = group.rollouts.length;
      const ofGroup = groupSuccessRate(group).map((rate, g) => {
        if (!after) return means[b] as Probability;
        return after[b * size + g]?.tokens ? (means[b * size + g] as Probability) : rate;
      });
      rates.set(group, ofGroup);
    });
  }
  return (group) => rates.get(group) ?? groupSuccessRate(group);
}

/** The mean of each distribution over the integer percentages, as a probability: [B]. */
function meanConfidences(logProbs: tf.Tensor2D): readonly Probability[] {
  const levels = tf.div(tf.range(0, CONFIDENCE_LEVELS), CONFIDENCE_LEVELS - 1);
  return [...tf.sum(tf.mul(tf.exp(logProbs), levels), 1).dataSync()];
}
