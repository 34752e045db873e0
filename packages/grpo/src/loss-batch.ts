import type { ReplyOrder } from '@echo/core';
import type { LogProbsContinuation, MicroBatch, Tokenizer, TreeContinuation } from '@echo/policy';
import { confidenceTokens } from './confidence-tokens.js';
import { type ConfidenceRow, rewardsAfterAnswers, rewardsAfterPrompt } from './exact-confidence.js';
import { type ConfidenceTargets, confidenceTargets, ownVerdictWeight } from './own-verdict.js';
import { tokenWeights } from './policy-loss.js';
import type { RolloutGroup } from './rollout.js';
import type { StepOptions } from './train-step.js';
import { type TrieAfterAnswer, triesAfterAnswers } from './trie-after-answer.js';

/** The continuations that an update scores: completions, and the confidence trie for its exact gradient. */
export type StepContinuations = readonly [LogProbsContinuation, ...TreeContinuation[]];

/** What the losses of all micro-batches of a step look at. */
export interface LossStep {
  readonly groups: readonly RolloutGroup[];
  readonly tokenizer: Tokenizer;
  readonly order: ReplyOrder;
  /** The target of each confidence of a group. */
  readonly targets: ConfidenceTargets;
  /** The confidence trie after each rollout's answer, [P][G]; null confidence first, and without the trie. */
  readonly tries: readonly (readonly TrieAfterAnswer[])[] | null;
}

/** The step of some groups; throws what `ownVerdictWeight` throws. */
export function lossStep(
  tokenizer: Tokenizer,
  groups: readonly RolloutGroup[],
  { order = 'confidence-first', ownVerdict, successRates, exactConfidence }: StepOptions,
): LossStep {
  const trie = order === 'answer-first' ? exactConfidence?.trie : undefined;
  return {
    groups,
    tokenizer,
    order,
    targets: confidenceTargets(ownVerdictWeight(order, ownVerdict), successRates),
    tries: trie ? triesAfterAnswers(trie, groups, tokenizer) : null,
  };
}

/** The distributions of the confidence in a micro-batch, and where they stand in the scored tries. */
export interface Confidences {
  /** One a prompt, or one a rollout: [B]. */
  readonly rows: readonly ConfidenceRow[];
  /** What is added to the rows of branch nodes in each trie, [B]; null where it is nothing. */
  readonly offsets: readonly number[] | null;
}

/** The numbers the loss of a micro-batch needs, [B, T] flat. */
export interface LossBatch {
  readonly microBatch: MicroBatch<StepContinuations>;
  readonly shape: [rows: number, width: number]; // [B, T]
  readonly oldLogProbs: Float32Array;
  readonly advantages: Float32Array;
  /** 0 for padding, and for the tokens whose place the exact confidence gradient takes. */
  readonly weights: Float32Array;
  /** Null without the exact confidence gradient. */
  readonly confidences: Confidences | null;
}

/** The numbers of a micro-batch of a step. */
export function lossBatch(
  step: LossStep,
  microBatch: MicroBatch<StepContinuations>,
  options: StepOptions,
): LossBatch {
  const { tokenizer, order, targets } = step;
  const groups = microBatch.indices.map((i) => step.groups[i] as RolloutGroup);
  const rollouts = groups.flatMap((group) => group.rollouts);
  const lengths = rollouts.map((r) => r.completion.tokenIds.length);
  const width = Math.max(...lengths);
  const oldLogProbs = new Float32Array(rollouts.length * width);
  const advantages = new Float32Array(oldLogProbs.length);
  const context = { step: step.groups, reward: options.reward, tokenizer, order, targets };
  const credits = groups.flatMap((group) => options.credit(group, context));
  rollouts.forEach(({ completion }, row) => {
    oldLogProbs.set(completion.logProbs, row * width);
    advantages.set(credits[row] ?? [], row * width);
  });
  const all = step.groups.flatMap((group) => group.rollouts).map((r) => r.completion.tokenIds.length);
  const share = options.normalization === 'token' ? sum(lengths) / sum(all) : lengths.length / all.length;
  const weights = tokenWeights(lengths, width, options.normalization).map((w) => w * share);
  const perToken = rollouts.map((_, row) => weights[row * width] as number);
  const tries = step.tries && microBatch.indices.flatMap((i) => step.tries?.[i] ?? []);
  if (options.exactConfidence) {
    rollouts.forEach((rollout, row) => {
      const stated = tries ? tries[row]?.tokens : confidenceTokens(rollout, tokenizer, order);
      if (stated) weights.fill(0, row * width + stated.start, row * width + stated.end);
    });
  }
  return {
    microBatch,
    shape: [rollouts.length, width],
    oldLogProbs,
    advantages,
    weights,
    confidences: options.exactConfidence ? confidencesOf(step, { groups, perToken, tries }, options) : null,
  };
}

/** A micro-batch's groups, the weight of a token of each rollout, and the tries after its answers. */
interface Stated {
  readonly groups: readonly RolloutGroup[];
  readonly perToken: readonly number[];
  readonly tries: readonly TrieAfterAnswer[] | null;
}

/**
 * The distributions of the confidence in a micro-batch. A distribution weighs as much as one token of each
 * completion that it is for; after an answer whose confidence cannot be told apart, nothing.
 */
function confidencesOf(
  { targets }: LossStep,
  { groups, perToken, tries }: Stated,
  { reward }: StepOptions,
): Confidences {
  if (tries) {
    const rewards = groups.flatMap((group) => rewardsAfterAnswers({ reward, targets }, group));
    const rows = tries.map(({ tokens }, row) => ({
      rewards: rewards[row] as Float32Array,
      weight: tokens ? (perToken[row] as number) : 0,
    }));
    return { rows, offsets: tries.map(({ offset }) => offset) };
  }
  const size = perToken.length / groups.length;
  const rows = groups.map((group, g) => ({
    rewards: rewardsAfterPrompt({ reward, targets }, group),
    weight: sum(perToken.slice(g * size, (g + 1) * size)),
  }));
  return { rows, offsets: null };
}

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);
