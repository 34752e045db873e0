import { tfjsOps } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';
import type { CausalLm } from './model/causal-lm.js';
import { hiddenStates } from './model/forward.js';
import { baseWeights } from './model/layer-weights.js';
import { concatenated, type PackedBatch, type PackedContinuation, packBatch } from './model/packed-batch.js';
import { tidy } from './model/tidy.js';
import {
  headKl,
  headLogProbs,
  headLogProbsAndKl,
  type SampledTokens,
  sampledLogProbs,
  tokenLogProbs,
} from './model/token-log-probs.js';
import type { Continuation, LogProbOptions, TokenBatch } from './policy.js';

/**
 * Log-probs of completion tokens under a model alone, [P · G, T], 0 for padding; differentiable in its
 * weights.
 */
export function groupLogProbs(
  model: CausalLm,
  { prompts, completions }: TokenBatch,
  { temperature = 1 }: LogProbOptions = {},
): tf.Tensor {
  return tidy(() => {
    const ops = tfjsOps;
    const packed = packBatch(prompts, completions);
    const states = ops.toTensor(hiddenStates(ops, model, baseWeights(ops, model), packed));
    const logits = tf.matMul(states, model.head, false, true);
    const logProbs = tokenLogProbs(logits, concatenated(completions.flat()), temperature);
    return padCompletions(logProbs, packed.continuations[0] as PackedContinuation);
  });
}

/**
 * Hidden states that predict the tokens of a batch, [M, C], and, where cached, how its first continuation was
 * sampled.
 */
export interface PassStates {
  readonly states: tf.Tensor;
  readonly sampled?: SampledTokens;
}

/**
 * The results of `Policy.score` under any weights: `hidden` computes the hidden states of a packed batch,
 * `reference` those of the reference policy.
 */
export function scoreGroups(
  model: CausalLm,
  hidden: (packed: PackedBatch) => PassStates,
  reference: (packed: PackedBatch) => tf.Tensor,
  prompts: readonly Int32Array[],
  continuations: readonly Continuation[],
  { temperature = 1 }: LogProbOptions = {},
): tf.Tensor[] {
  return tidy(() => {
    const packed = packContinuations(prompts, continuations);
    const sizes = packed.continuations.map(({ lengths }) =>
      lengths.reduce((total, length) => total + length, 0),
    );
    const all = hidden(packed);
    const states = sizes.length > 1 ? tf.split(all.states, sizes, 0) : [all.states];
    return continuations.flatMap((asked, i) => {
      const rows = states[i] as tf.Tensor;
      const continuation = packed.continuations[i] as PackedContinuation;
      if ('candidates' in asked) {
        const head = tf.gather(model.head, tf.tensor1d(asked.candidates, 'int32'));
        return padCompletions(tf.div(tf.matMul(rows, head, false, true), temperature), continuation);
      }
      const sampled = i === 0 && all.sampled?.temperature === temperature ? all.sampled : null;
      const referenceStates = () => reference(packBatch(prompts, asked.completions));
      return scored(model.head, rows, asked, sampled, referenceStates, temperature).map((x) =>
        padCompletions(x, continuation),
      );
    });
  });
}

/**
 * Log-probs of completions, [M], and their KL to the reference if asked for; cached log-probs are not
 * recomputed.
 */
function scored(
  head: tf.Tensor,
  states: tf.Tensor,
  { completions, klToReference }: Extract<Continuation, { klToReference?: boolean }>,
  sampled: SampledTokens | null,
  reference: () => tf.Tensor,
  temperature: number,
): readonly tf.Tensor[] {
  const targets = concatenated(completions.flat());
  if (!sampled && klToReference) return headLogProbsAndKl(states, reference, head, targets, temperature);
  const logProbs = sampled
    ? sampledLogProbs(states, head, targets, sampled)
    : headLogProbs(states, head, targets, temperature);
  return klToReference ? [logProbs, headKl(states, reference, head, temperature)] : [logProbs];
}

/** A packed batch of prompts and their continuations. */
export function packContinuations(
  prompts: readonly Int32Array[],
  continuations: readonly Continuation[],
): PackedBatch {
  return packBatch(
    prompts,
    ...continuations.map((asked) => ('tree' in asked ? asked.tree : asked.completions)),
  );
}

/** Packed values of tokens, [M, …], padded with zeros to [P · G, T, …]. */
function padCompletions(values: tf.Tensor, { lengths, completionTokens }: PackedContinuation): tf.Tensor {
  const [count, ...rest] = values.shape as [number, ...number[]];
  const shape = [lengths.length, completionTokens, ...rest];
  if (count === lengths.length * completionTokens) return tf.reshape(values, shape);
  const from = new Int32Array(lengths.length * completionTokens).fill(count);
  let next = 0;
  lengths.forEach((length, row) => {
    for (let t = 0; t < length; t++) from[row * completionTokens + t] = next++;
  });
  const withZero = tf.concat([values, tf.zeros([1, ...rest])], 0);
  return tf.reshape(tf.gather(withZero, tf.tensor1d(from, 'int32')), shape);
}
