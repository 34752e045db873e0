import { sparseSoftmaxCrossEntropy } from '@echo/compute';
import * as tf from '@tensorflow/tfjs-core';

/**
 * log softmax(logits / temperature) at the target of each row: [N, V] and [N] → [N]. Its gradient,
 * dy·(onehot − softmax) / temperature, comes from the same kernel as its value.
 */
export function tokenLogProbs(logits: tf.Tensor, targets: Int32Array, temperature = 1): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const [z, save] = args as [tf.Tensor, (saved: tf.Tensor[]) => void];
    const { loss, backprop } = sparseSoftmaxCrossEntropy(
      (temperature === 1 ? z : tf.div(z, temperature)) as tf.Tensor2D,
      targets,
    );
    save([backprop]);
    return {
      value: tf.neg(loss),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(saved[0] as tf.Tensor, tf.reshape(tf.mul(dy, -1 / temperature), [-1, 1])),
    };
  });
  return op(logits);
}

/** Logits computed at a time by default: those of as many rows as fit. */
export const LOGITS_PER_CHUNK = 2 ** 24;

/** How the head is applied to states. */
export interface HeadOptions {
  /** The softmax temperature; 1 unless given. */
  readonly temperature?: number;
  /** Logits computed at a time; `LOGITS_PER_CHUNK` unless given. */
  readonly logitsPerChunk?: number;
}

/**
 * `tokenLogProbs` of states·headᵀ, [N, C] and [V, C] → [N], differentiable in the states. Logits exist for
 * one chunk of rows at a time.
 */
export function headLogProbs(
  states: tf.Tensor,
  head: tf.Tensor,
  targets: Int32Array,
  { temperature = 1, logitsPerChunk = LOGITS_PER_CHUNK }: HeadOptions = {},
): tf.Tensor {
  const options = { temperature, logitsPerChunk };
  const scored = chunkedLmHead(states, head, options, () => (logits, from, to) => [
    crossEntropy(logits, targets.subarray(from, to)),
  ]);
  return tf.neg(tf.reshape(scored, [-1]));
}

/** The record of N tokens sampled at a temperature; `Rows` is how their expected head rows are computed. */
export interface SampledTokens<Rows = () => tf.Tensor> {
  /** 1 for greedy sampling, whose log-probs are taken at 1. */
  readonly temperature: number;
  /** Log-probs in nats before top-p and top-k, [N]. */
  readonly logProbs: Float32Array;
  /**
   * The expected head row under the softmax that each token was sampled from, before top-p and top-k: [N, C].
   */
  readonly expectedHeadRows: Rows;
}

/**
 * Log-probs, at the temperature of sampling, of tokens sampled from these states: [N], without computing
 * logits, and differentiable in the states. The gradient in a state is (h − E[h]) / temperature with the
 * token's head row h.
 */
export function sampledLogProbs(
  states: tf.Tensor,
  head: tf.Tensor,
  targets: Int32Array,
  { temperature, logProbs, expectedHeadRows }: SampledTokens,
): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const save = args.at(-1) as (tensors: tf.Tensor[]) => void;
    save([tf.sub(tf.gather(head, tf.tensor1d(targets, 'int32')), expectedHeadRows())]);
    return {
      value: tf.tensor1d(logProbs),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(saved[0] as tf.Tensor, tf.expandDims(tf.div(dy, temperature), 1)),
    };
  });
  return op(states);
}

/**
 * `headLogProbs` and KL(p ‖ q) to a reference over the whole vocabulary, [N] each, in nats.
 *
 * The distribution q comes from the states that `reference` computes, under the same head. With respect to
 * logits / temperature the gradient of KL is p·(log p − log q − KL).
 */
export function headLogProbsAndKl(
  states: tf.Tensor,
  head: tf.Tensor,
  { targets, reference }: { readonly targets: Int32Array; readonly reference: () => tf.Tensor },
  { temperature = 1, logitsPerChunk = LOGITS_PER_CHUNK }: HeadOptions = {},
): readonly [logProbs: tf.Tensor, kl: tf.Tensor] {
  const scored = chunkedLmHead(states, head, { temperature, logitsPerChunk }, () => {
    const kl = klTo(reference(), head, temperature);
    return (logits, from, to) => [crossEntropy(logits, targets.subarray(from, to)), kl(logits, from, to)];
  });
  const [loss, kl] = tf.unstack(scored) as [tf.Tensor, tf.Tensor];
  return [tf.neg(loss), kl];
}

/** The KL of `headLogProbsAndKl` alone, [N]. */
export function headKl(
  states: tf.Tensor,
  head: tf.Tensor,
  reference: () => tf.Tensor,
  temperature = 1,
): tf.Tensor {
  const options = { temperature, logitsPerChunk: LOGITS_PER_CHUNK };
  const scored = chunkedLmHead(states, head, options, () => {
    const kl = klTo(reference(), head, temperature);
    return (logits, from, to) => [kl(logits, from, to)];
  });
  return tf.reshape(scored, [-1]);
}

/** A value for each row, [n], and its gradient in the row's logits / temperature, [n, V]. */
interface Scored {
  readonly value: tf.Tensor;
  readonly grad: tf.Tensor;
}

/**
 * K values of each row of states·headᵀ / temperature, [N, C] and [V, C] → [K, N], differentiable in the
 * states. Logits are computed for one chunk of rows at a time and freed: the gradient in a state, that in its
 * logits times the head, is computed with the value. Operations of `begin` are not recorded for gradients.
 */
function chunkedLmHead(
  states: tf.Tensor,
  head: tf.Tensor,
  { temperature, logitsPerChunk }: Required<HeadOptions>,
  begin: () => (logits: tf.Tensor, from: number, to: number) => readonly Scored[],
): tf.Tensor {
  const [count] = states.shape as [number];
  const rows = Math.max(1, Math.floor(logitsPerChunk / (head.shape[0] as number)));
  const needsGradient = tf.engine().state.gradientDepth > 0;
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor, (saved: tf.Tensor[]) => void];
    const score = begin();
    const parts = Array.from({ length: Math.ceil(count / rows) }, (_, i) =>
      tf.tidy(() => {
        const [from, to] = [i * rows, Math.min(count, (i + 1) * rows)];
        const scored = score(scaledLogits(x, head, temperature, [from, to]), from, to);
        const values = tf.stack(scored.map(({ value }) => value));
        return needsGradient ? [values, tf.stack(scored.map(({ grad }) => tf.matMul(grad, head)))] : [values];
      }),
    );
    if (needsGradient)
      save([
        tf.concat(
          parts.map(([, grads]) => grads as tf.Tensor),
          1,
        ),
      ]);
    return {
      value: tf.concat(
        parts.map(([values]) => values as tf.Tensor),
        1,
      ),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.sum(tf.mul(saved[0] as tf.Tensor, tf.expandDims(tf.div(dy, temperature), 2)), 0),
    };
  });
  return op(states);
}

/** Logits / temperature of some rows of states. */
function scaledLogits(
  states: tf.Tensor,
  head: tf.Tensor,
  temperature: number,
  [from, to]: readonly [from: number, to: number],
): tf.Tensor {
  const scaled = tf.div(tf.slice(states, [from, 0], [to - from, -1]), temperature);
  return tf.matMul(scaled, head, false, true);
}

function crossEntropy(logits: tf.Tensor, targets: Int32Array): Scored {
  const { loss, backprop } = sparseSoftmaxCrossEntropy(logits as tf.Tensor2D, targets);
  return { value: loss, grad: backprop };
}

/** The KL of some rows of logits to the logits of the same rows of other states. */
function klTo(states: tf.Tensor, head: tf.Tensor, temperature: number) {
  return (logits: tf.Tensor, from: number, to: number): Scored => {
    const logP = tf.logSoftmax(logits);
    const gap = tf.sub(logP, tf.logSoftmax(scaledLogits(states, head, temperature, [from, to])));
    const p = tf.exp(logP);
    const kl = tf.sum(tf.mul(p, gap), 1);
    return { value: kl, grad: tf.mul(p, tf.sub(gap, tf.expandDims(kl, 1))) };
  };
}
