import { sparseSoftmaxCrossEntropy } from '@echo/backend';
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

/** So many logits exist at a time, unless another number is given. */
export const LOGITS_AT_ONCE = 2 ** 24;

/** `tokenLogProbs` of states·headᵀ, [N, C] and [V, C] → [N], differentiable in the states; no logits outlive their rows. */
export function headLogProbs(
  states: tf.Tensor,
  head: tf.Tensor,
  targets: Int32Array,
  temperature = 1,
  logitsAtOnce = LOGITS_AT_ONCE,
): tf.Tensor {
  const scored = throughHead(states, head, temperature, logitsAtOnce, () => (logits, from, to) => [
    crossEntropy(logits, targets.subarray(from, to)),
  ]);
  return tf.neg(tf.reshape(scored, [-1]));
}

/** What is known of N tokens since they were drawn at a temperature: their log-probs, and the mean row of the head under the softmax of each, [N, C]. */
export interface Drawn {
  readonly temperature: number;
  readonly logProbs: Float32Array;
  readonly means: () => tf.Tensor;
}

/**
 * `headLogProbs`, at the temperature they were drawn at, of tokens drawn from what these states predict: [N], known beforehand, differentiable in the states:
 * the slope in a state is the token's row of the head less that mean, over the temperature.
 */
export function drawnLogProbs(
  states: tf.Tensor,
  head: tf.Tensor,
  targets: Int32Array,
  { temperature, logProbs, means }: Drawn,
): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const save = args.at(-1) as (tensors: tf.Tensor[]) => void;
    save([tf.sub(tf.gather(head, tf.tensor1d(targets, 'int32')), means())]);
    return {
      value: tf.tensor1d(logProbs),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(saved[0] as tf.Tensor, tf.expandDims(tf.div(dy, temperature), 1)),
    };
  });
  return op(states);
}

/**
 * Besides that, KL(p ‖ q) over the whole vocabulary, [N], in nats, where q comes from the states that `reference` computes, under the same head.
 * With respect to logits / temperature its gradient is p·(log p − log q − KL).
 */
export function headLogProbsAndKl(
  states: tf.Tensor,
  reference: () => tf.Tensor,
  head: tf.Tensor,
  targets: Int32Array,
  temperature = 1,
  logitsAtOnce = LOGITS_AT_ONCE,
): readonly [logProbs: tf.Tensor, kl: tf.Tensor] {
  const scored = throughHead(states, head, temperature, logitsAtOnce, () => {
    const kl = klTo(reference(), head, temperature);
    return (logits, from, to) => [crossEntropy(logits, targets.subarray(from, to)), kl(logits, from, to)];
  });
  const [loss, kl] = tf.unstack(scored) as [tf.Tensor, tf.Tensor];
  return [tf.neg(loss), kl];
}

/** That KL alone. */
export function headKl(
  states: tf.Tensor,
  reference: () => tf.Tensor,
  head: tf.Tensor,
  temperature = 1,
): tf.Tensor {
  const scored = throughHead(states, head, temperature, LOGITS_AT_ONCE, () => {
    const kl = klTo(reference(), head, temperature);
    return (logits, from, to) => [kl(logits, from, to)];
  });
  return tf.reshape(scored, [-1]);
}

/** A number of each row, [n], and its slope in the row's logits over temperature, [n, V]. */
interface Scored {
  readonly value: tf.Tensor;
  readonly slope: tf.Tensor;
}

/**
 * K numbers of each row of states·headᵀ / temperature, [N, C] and [V, C] → [K, N], differentiable in the states. The slope in a state is that in its
 * logits times the head, and known with the value: so logits are made some rows at a time, and none is kept. Nothing that `begin` computes is
 * recorded for gradients.
 */
function throughHead(
  states: tf.Tensor,
  head: tf.Tensor,
  temperature: number,
  logitsAtOnce: number,
  begin: () => (logits: tf.Tensor, from: number, to: number) => readonly Scored[],
): tf.Tensor {
  const [count] = states.shape as [number];
  const rows = Math.max(1, Math.floor(logitsAtOnce / (head.shape[0] as number)));
  const wanted = tf.engine().state.gradientDepth > 0;
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor, (saved: tf.Tensor[]) => void];
    const score = begin();
    const parts = Array.from({ length: Math.ceil(count / rows) }, (_, i) =>
      tf.tidy(() => {
        const [from, to] = [i * rows, Math.min(count, (i + 1) * rows)];
        const scored = score(cooledLogits(x, head, temperature, from, to), from, to);
        const values = tf.stack(scored.map(({ value }) => value));
        return wanted ? [values, tf.stack(scored.map(({ slope }) => tf.matMul(slope, head)))] : [values];
      }),
    );
    if (wanted)
      save([
        tf.concat(
          parts.map(([, slopes]) => slopes as tf.Tensor),
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

function cooledLogits(states: tf.Tensor, head: tf.Tensor, temperature: number, from: number, to: number) {
  const cooled = tf.div(tf.slice(states, [from, 0], [to - from, -1]), temperature);
  return tf.matMul(cooled, head, false, true);
}

function crossEntropy(logits: tf.Tensor, targets: Int32Array): Scored {
  const { loss, backprop } = sparseSoftmaxCrossEntropy(logits as tf.Tensor2D, targets);
  return { value: loss, slope: backprop };
}

/** KL of some rows of logits to those that the same rows of other states lead to. */
function klTo(states: tf.Tensor, head: tf.Tensor, temperature: number) {
  return (logits: tf.Tensor, from: number, to: number): Scored => {
    const logP = tf.logSoftmax(logits);
    const gap = tf.sub(logP, tf.logSoftmax(cooledLogits(states, head, temperature, from, to)));
    const p = tf.exp(logP);
    const kl = tf.sum(tf.mul(p, gap), 1);
    return { value: kl, slope: tf.mul(p, tf.sub(gap, tf.expandDims(kl, 1))) };
  };
}
