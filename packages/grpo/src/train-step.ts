import type { Probability, ReplyOrder } from '@echo/core';
import { type ActivationCache, adapterParameters, type Policy } from '@echo/policy';
import type { RewardFunction } from '@echo/reward';
import * as tf from '@tensorflow/tfjs-core';
import type { AdamWState } from './adamw.js';
import { applyGradients, assertFinite, type UpdateOptions } from './apply-gradients.js';
import { type ConfidenceTrie, confidenceLogProbs } from './confidence-trie.js';
import type { CreditAssignment } from './credit.js';
import { confidenceLoss, type ExactConfidence } from './exact-confidence.js';
import { addGradients, disposeGradients, type Gradients, gradientsOf } from './gradients.js';
import { k3 } from './kl.js';
import { type LossBatch, type LossStep, lossBatch, lossStep, type StepContinuations } from './loss-batch.js';
import { nextTurn } from './next-turn.js';
import { type LossOptions, type Normalization, policyLoss } from './policy-loss.js';
import type { RolloutGroup } from './rollout.js';
import type { SuccessRates } from './success-rates.js';

/**
 * The estimator of the KL to the reference policy at a token: from the sampled token (`k3`), or exact over
 * the vocabulary.
 */
export type KlEstimator = 'k3' | 'exact';

export interface StepOptions extends LossOptions, UpdateOptions {
  readonly klEstimator: KlEstimator;
  /** The credit assignment: how a group's rewards become the advantage of each token. */
  readonly credit: CreditAssignment;
  readonly normalization: Normalization;
  /** The temperature the completions were sampled at. */
  readonly temperature: number;
  /**
   * The most prompts of a micro-batch, as many as fit the policy's memory; gradients are accumulated over
   * micro-batches.
   */
  readonly promptsPerMicroBatch: number;
  /** The reward that is trained on. */
  readonly reward: RewardFunction;
  /** Which part of a reply stands first; the confidence unless given. */
  readonly order?: ReplyOrder;
  /** γ, the weight of a rollout's own verdict in the target of its confidence: see `ownVerdictWeight`. */
  readonly ownVerdict?: Probability;
  /** The chance of being correct beside it: the success rate of the group unless given. */
  readonly successRates?: SuccessRates;
  /** Trains the stated confidence by its exact gradient, in place of the sampled tokens that state it. */
  readonly exactConfidence?: ExactConfidence & { readonly trie: ConfidenceTrie };
  /** Kept activations of sampling the groups, in their order, to reuse; they stay the caller's. */
  readonly activations?: ActivationCache | null;
}

/** The statistics of one update. */
export interface StepStats {
  readonly loss: number;
  /** Mean KL to the reference per token of the sampled loss; 0 when it is not computed. */
  readonly kl: number;
  /** Share of tokens whose probability ratio lies outside the clip range. */
  readonly clipFraction: number;
  /** Norm of the gradient before clipping. */
  readonly gradientNorm: number;
}

/**
 * One update from some groups: loss and gradient by micro-batches, then AdamW.
 *
 * Groups of equal rewards carry no gradient but for the KL. Throws `not-finite` before anything has moved.
 */
export async function trainStep(
  policy: Policy,
  groups: readonly RolloutGroup[],
  optimizer: AdamWState,
  options: StepOptions,
): Promise<{ optimizer: AdamWState; stats: StepStats }> {
  let gradients: Gradients | null = null;
  let loss = 0;
  let kl = 0;
  let clipped = 0;
  let tokens = 0;
  try {
    const { promptsPerMicroBatch: maxPrompts, activations = null } = options;
    const prompts = groups.map(({ promptIds }) => promptIds);
    const step = lossStep(policy.tokenizer, groups, options);
    const asked = continuationsOf(step, options);
    for (const microBatch of policy.microBatches(prompts, asked, { maxPrompts, activations })) {
      const part = batchGradients(policy, lossBatch(step, microBatch, options), options);
      gradients = addGradients(gradients, part.gradients);
      loss += part.loss;
      kl += part.kl;
      clipped += part.clipped;
      tokens += part.tokens;
      await nextTurn();
    }
    assertFinite(loss, 'loss');
  } catch (error) {
    if (gradients) disposeGradients(gradients);
    throw error;
  }
  const updated = applyGradients(
    adapterParameters(policy.adapter),
    gradients ?? new Map(),
    optimizer,
    options,
  );
  return {
    optimizer: updated.optimizer,
    stats: {
      loss,
      kl: tokens === 0 ? 0 : kl / tokens,
      clipFraction: tokens === 0 ? 0 : clipped / tokens,
      gradientNorm: updated.gradientNorm,
    },
  };
}

function continuationsOf({ groups, tries }: LossStep, options: StepOptions): StepContinuations {
  const { klCoefficient, klEstimator, exactConfidence } = options;
  return [
    {
      kind: 'log-probs',
      completions: groups.map(({ rollouts }) => rollouts.map(({ completion }) => completion.tokenIds)),
      klToReference: klCoefficient > 0 && klEstimator === 'exact',
    },
    ...(exactConfidence
      ? [
          {
            kind: 'tree-logits' as const,
            tree: tries?.map((group) => group.map(({ tree }) => tree)) ?? exactConfidence.trie.tree,
            candidates: exactConfidence.trie.candidates,
          },
        ]
      : []),
  ];
}

function batchGradients(policy: Policy, batch: LossBatch, options: StepOptions) {
  const { microBatch, confidences, shape, oldLogProbs, weights } = batch;
  const { temperature, klCoefficient, clipRange, exactConfidence, activations } = options;
  const { indices, prompts, continuations } = microBatch;
  const reference =
    klCoefficient > 0 && options.klEstimator === 'k3' ? referenceOf(policy, batch, options) : null;
  let current = new Float32Array();
  let klOfTokens = new Float32Array();
  try {
    const { value, gradients } = gradientsOf(adapterParameters(policy.adapter), () => {
      const [completions, tree] = policy.score(prompts, continuations, {
        temperature,
        ...(activations && { activations: { cache: activations, groups: indices } }),
      });
      const { logProbs } = completions;
      const kl = reference ? k3(logProbs, reference) : completions.kl;
      current = logProbs.dataSync() as Float32Array<ArrayBuffer>;
      if (kl) klOfTokens = kl.dataSync() as Float32Array<ArrayBuffer>;
      const sampled = policyLoss(
        {
          logProbs,
          oldLogProbs: tf.tensor2d(oldLogProbs, shape),
          advantages: tf.tensor2d(batch.advantages, shape),
          weights: tf.tensor2d(weights, shape),
          ...(kl && { kl }),
        },
        { clipRange, klCoefficient },
      );
      if (!exactConfidence || !tree || !confidences) return sampled;
      const stated = confidenceLogProbs(exactConfidence.trie, tree.logits, confidences.offsets);
      return tf.add(sampled, confidenceLoss(stated, confidences.rows, exactConfidence));
    });
    let kl = 0;
    let clipped = 0;
    let tokens = 0;
    for (let i = 0; i < current.length; i++) {
      if (!weights[i]) continue;
      tokens += 1;
      const ratio = Math.exp((current[i] as number) - (oldLogProbs[i] as number));
      if (Math.abs(ratio - 1) > clipRange) clipped += 1;
      kl += klOfTokens[i] ?? 0;
    }
    return { loss: value, gradients, kl, clipped, tokens };
  } finally {
    reference?.dispose();
  }
}

/** Log-probs of a micro-batch's completions under the reference policy, [B, T]. */
function referenceOf(policy: Policy, { microBatch }: LossBatch, { temperature }: StepOptions): tf.Tensor {
  const [{ completions }] = microBatch.continuations;
  const asked = [{ kind: 'log-probs', completions }] as const;
  return policy.score(microBatch.prompts, asked, { temperature, byReference: true })[0].logProbs;
}
