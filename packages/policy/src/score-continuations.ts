import * as tf from '@tensorflow/tfjs-core';
import { concatenated, type PackedBatch, type PackedContinuation, packBatch } from './model/packed-batch.js';
import { tidy } from './model/tidy.js';
import {
  headKl,
  headLogProbs,
  headLogProbsAndKl,
  type SampledTokens,
  sampledLogProbs,
} from './model/token-log-probs.js';
import type { Continuation, LogProbsContinuation, LogProbsScore, Scores } from './policy.js';

/**
 * Hidden states that predict the tokens of a batch, [M, C], and, where cached, how its first continuation was
 * sampled.
 */
export interface PassStates {
  readonly states: tf.Tensor;
  readonly sampled?: SampledTokens;
}

/** How the hidden states of a packed batch are computed. */
export interface StatesOf {
  readonly policy: (packed: PackedBatch) => PassStates;
  readonly reference: (packed: PackedBatch) => tf.Tensor;
}

/** Prompts and what is asked after them. */
export interface Asked<C extends readonly Continuation[]> {
  readonly prompts: readonly Int32Array[];
  readonly continuations: C;
}

/** The scores of continuations under any weights, as `Policy.score` returns them. */
export function scoreContinuations<C extends readonly Continuation[]>(
  head: tf.Tensor,
  statesOf: StatesOf,
  { prompts, continuations }: Asked<C>,
  temperature = 1,
): Scores<C> {
  return tidy(() => {
    const packed = packContinuations(prompts, continuations);
    const sizes = packed.continuations.map(({ lengths }) =>
      lengths.reduce((total, length) => total + length, 0),
    );
    const all = statesOf.policy(packed);
    const states = sizes.length > 1 ? tf.split(all.states, sizes, 0) : [all.states];
    return continuations.map((asked, i) => {
      const rows = states[i] as tf.Tensor;
      const continuation = packed.continuations[i] as PackedContinuation;
      if (asked.kind !== 'log-probs') {
        const candidates = tf.gather(head, tf.tensor1d(asked.candidates, 'int32'));
        const logits = tf.div(tf.matMul(rows, candidates, false, true), temperature);
        return { logits: padCompletions(logits, continuation) };
      }
      const sampled = i === 0 && all.sampled?.temperature === temperature ? all.sampled : null;
      const reference = () => statesOf.reference(packBatch(prompts, asked.completions));
      const { logProbs, kl } = logProbsOf(head, asked, { states: rows, sampled, reference }, temperature);
      return {
        logProbs: padCompletions(logProbs, continuation),
        kl: kl && padCompletions(kl, continuation),
      };
    }) as unknown as Scores<C>;
  });
}

/** What the log-probs of completions are computed from. */
interface LogProbInputs {
  readonly states: tf.Tensor;
  /** How the completions were sampled at this temperature, where known. */
  readonly sampled: SampledTokens | null;
  /** The reference policy's states. */
  readonly reference: () => tf.Tensor;
}

/**
 * Log-probs of completions, [M], and their KL to the reference if asked for; cached log-probs are not
 * recomputed.
 */
function logProbsOf(
  head: tf.Tensor,
  { completions, klToReference }: LogProbsContinuation,
  { states, sampled, reference }: LogProbInputs,
  temperature: number,
): LogProbsScore {
  const targets = concatenated(completions.flat());
  if (!sampled && klToReference) {
    const [logProbs, kl] = headLogProbsAndKl(states, head, { targets, reference }, { temperature });
    return { logProbs, kl };
  }
  const logProbs = sampled
    ? sampledLogProbs(states, head, targets, sampled)
    : headLogProbs(states, head, targets, { temperature });
  return { logProbs, kl: klToReference ? headKl(states, head, reference, temperature) : null };
}

/** A packed batch of prompts and their continuations. */
export function packContinuations(
  prompts: readonly Int32Array[],
  continuations: readonly Continuation[],
): PackedBatch {
  return packBatch(
    prompts,
    ...continuations.map((asked) => (asked.kind === 'tree-logits' ? asked.tree : asked.completions)),
  );
}

/** Packed values of tokens, [M, …], padded with zeros to [P · G, T, …]. */
export function padCompletions(
  values: tf.Tensor,
  { lengths, completionTokens }: PackedContinuation,
): tf.Tensor {
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
