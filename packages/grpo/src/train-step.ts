import { greedyBatches } from '@echo/core';
import { adapterParameters, type Continuation, type Policy, type TokenBatch } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';
import type { AdamWState } from './adamw.js';
import { applyGradients, assertFinite, type UpdateOptions } from './apply-gradients.js';
import { type ConfidenceObjective, confidenceLoss } from './confidence-objective.js';
import { statementLogProbs } from './confidence-slot.js';
import { type CreditAssignment, statementTokens } from './credit.js';
import { addGradients, disposeGradients, type Gradients, gradientsOf } from './gradients.js';
import { k3 } from './kl.js';
import { type LossOptions, type Normalization, policyLoss, tokenWeights } from './policy-loss.js';
import type { RolloutGroup } from './rollout.js';

/** How far a token's distribution is from the reference's: estimated from the token sampled (`k3`), or over the whole vocabulary. */
export type KlEstimator = 'k3' | 'exact';

export interface StepOptions extends LossOptions, UpdateOptions {
  readonly klEstimator: KlEstimator;
  /** How what a group earned becomes an advantage of each token. */
  readonly credit: CreditAssignment;
  readonly normalization: Normalization;
  /** The temperature the completions were sampled at. */
  readonly temperature: number;
  /** The most prompts whose groups go through the model together, as many as fit into the policy's memory; gradients are accumulated over the rest. */
  readonly promptsPerBatch: number;
  /** Trains the stated confidence by its expectation, in place of the sampled tokens that state it. */
  readonly confidence?: ConfidenceObjective;
}

/** What one update did. */
export interface StepStats {
  readonly loss: number;
  /** Mean KL to the reference per token of the sampled loss; 0 when it is not computed. */
  readonly kl: number;
  /** Share of tokens whose probability ratio lies outside the clip range. */
  readonly clipFraction: number;
  /** Norm before clipping. */
  readonly gradientNorm: number;
}

/** One update from these groups: loss and gradient batch by batch, then AdamW. Groups of equal rewards carry no gradient but for the KL. */
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
    const ordered = [...groups].sort((a, b) => longest(a) - longest(b));
    const goTogether = (some: readonly RolloutGroup[]) =>
      some.length <= options.promptsPerBatch &&
      policy.fitsMemory(
        some.map(({ promptIds }) => promptIds),
        branchesOf(some, options),
      );
    for (const some of greedyBatches(ordered, goTogether)) {
      const batch = lossBatch(policy, some, groups, options);
      const part = batchGradients(policy, batch, options);
      gradients = addGradients(gradients, part.gradients);
      loss += part.loss;
      kl += part.kl;
      clipped += part.clipped;
      tokens += part.tokens;
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

/** The plain numbers a loss needs, [B, T] flat, for some groups of a step. */
interface LossBatch {
  readonly groups: readonly RolloutGroup[];
  /** What a statement counts in each group: what a token of each of its completions does, together. */
  readonly groupWeights: readonly number[];
  readonly tokens: TokenBatch;
  readonly shape: [rows: number, width: number];
  readonly oldLogProbs: Float32Array;
  readonly advantages: Float32Array;
  readonly weights: Float32Array;
}

function lossBatch(
  policy: Policy,
  groups: readonly RolloutGroup[],
  step: readonly RolloutGroup[],
  options: StepOptions,
): LossBatch {
  const rollouts = groups.flatMap((group) => group.rollouts);
  const lengths = rollouts.map((r) => r.completion.tokenIds.length);
  const width = Math.max(...lengths);
  const shape: [number, number] = [rollouts.length, width];
  const oldLogProbs = new Float32Array(rollouts.length * width);
  const advantages = new Float32Array(oldLogProbs.length);
  const credits = groups.flatMap((group) => options.credit(group, step));
  rollouts.forEach(({ completion }, row) => {
    oldLogProbs.set(completion.logProbs, row * width);
    advantages.set(credits[row] ?? [], row * width);
  });
  const all = step.flatMap((group) => group.rollouts).map((r) => r.completion.tokenIds.length);
  const share = options.normalization === 'token' ? sum(lengths) / sum(all) : lengths.length / all.length;
  const weights = tokenWeights(lengths, width, options.normalization).map((w) => w * share);
  const tokens = {
    prompts: groups.map((group) => group.promptIds),
    completions: completionsOf(groups),
  };
  const perToken = rollouts.map((_, row) => weights[row * width] as number);
  const size = rollouts.length / groups.length;
  const groupWeights = groups.map((_, g) => sum(perToken.slice(g * size, (g + 1) * size)));
  if (options.confidence) {
    rollouts.forEach((rollout, row) => {
      weights.fill(0, row * width, row * width + statementTokens(rollout, policy.decode));
    });
  }
  return { groups, groupWeights, tokens, shape, oldLogProbs, advantages, weights };
}

/** Tokens of the longest row of a group: batches of like length hold little padding. */
function longest({ promptIds, rollouts }: RolloutGroup): number {
  return promptIds.length + Math.max(...rollouts.map((r) => r.completion.tokenIds.length));
}

/** What is asked of the policy behind the prompts of some groups: their completions, and the confidence slot. */
function branchesOf(groups: readonly RolloutGroup[], options: StepOptions): readonly Continuation[] {
  const { klCoefficient, klEstimator, confidence } = options;
  const completions = completionsOf(groups);
  const klToReference = klCoefficient > 0 && klEstimator === 'exact';
  return [{ completions, klToReference }, ...(confidence ? [confidence.slot] : [])];
}

const completionsOf = (groups: readonly RolloutGroup[]) =>
  groups.map(({ rollouts }) => rollouts.map(({ completion }) => completion.tokenIds));

function batchGradients(policy: Policy, batch: LossBatch, options: StepOptions) {
  const { shape, oldLogProbs, weights } = batch;
  const { temperature, klCoefficient, clipRange } = options;
  const estimator = klCoefficient > 0 ? options.klEstimator : null;
  const reference = estimator === 'k3' ? policy.referenceLogProbs(batch.tokens, { temperature }) : null;
  let current = new Float32Array();
  let klOfTokens = new Float32Array();
  const { value, gradients } = gradientsOf(adapterParameters(policy.adapter), () => {
    const [logProbs, ...others] = policy.score(batch.tokens.prompts, branchesOf(batch.groups, options), {
      temperature,
    }) as [tf.Tensor, ...tf.Tensor[]];
    const [kl, slotLogits] =
      estimator === 'exact' ? others : [reference && k3(logProbs, reference), ...others];
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
    if (!options.confidence || !slotLogits) return sampled;
    const stated = statementLogProbs(options.confidence.slot, slotLogits);
    return tf.add(sampled, confidenceLoss(stated, options.confidence, batch.groups, batch.groupWeights));
  });
  reference?.dispose();
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
}

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);
