import * as tf from '@tensorflow/tfjs-core';
import type { ModelConfig } from '../weights/model-config.js';

/** Cosines and sines of the rotation at each row's position: two tensors [N, 1, headDim / 2]. */
export interface RotaryTable {
  readonly cos: tf.Tensor;
  readonly sin: tf.Tensor;
}

/** The angle each pair of coordinates turns by per position, with linear or llama3 scaling: [headDim / 2]. */
export function rotaryFrequencies(config: ModelConfig): Float64Array {
  const { headDim, ropeTheta, ropeScaling } = config;
  return Float64Array.from({ length: headDim / 2 }, (_, i) => {
    const frequency = ropeTheta ** ((-2 * i) / headDim);
    if (!ropeScaling) return frequency;
    if (ropeScaling.type === 'linear') return frequency / ropeScaling.factor;
    const { factor, lowFrequencyFactor, highFrequencyFactor, originalMaxPositions } = ropeScaling;
    const turns = (originalMaxPositions * frequency) / (2 * Math.PI);
    const smooth = Math.min(
      1,
      Math.max(0, (turns - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor)),
    );
    return (1 - smooth) * (frequency / factor) + smooth * frequency;
  });
}

/** The table for rows at these positions. */
export function rotaryTable(frequencies: Float64Array, positions: ArrayLike<number>): RotaryTable {
  const half = frequencies.length;
  const cos = new Float32Array(positions.length * half);
  const sin = new Float32Array(positions.length * half);
  for (let row = 0; row < positions.length; row++) {
    for (let i = 0; i < half; i++) {
      const angle = (positions[row] as number) * (frequencies[i] as number);
      cos[row * half + i] = Math.cos(angle);
      sin[row * half + i] = Math.sin(angle);
    }
  }
  const shape: [number, number, number] = [positions.length, 1, half];
  return { cos: tf.tensor3d(cos, shape), sin: tf.tensor3d(sin, shape) };
}

function rotate(x: tf.Tensor, cos: tf.Tensor, sin: tf.Tensor): tf.Tensor {
  const [first, second] = tf.split(x, 2, 2) as [tf.Tensor, tf.Tensor];
  return tf.concat(
    [tf.sub(tf.mul(first, cos), tf.mul(second, sin)), tf.add(tf.mul(second, cos), tf.mul(first, sin))],
    2,
  );
}

/** Rotary position embedding (Su et al. 2021) of heads [N, heads, headDim], halves paired as in Hugging Face checkpoints. */
export function rotary(x: tf.Tensor, table: RotaryTable): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const [heads, save] = args as [tf.Tensor, (saved: tf.Tensor[]) => void];
    save([table.cos, table.sin]);
    return {
      value: rotate(heads, table.cos, table.sin),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        rotate(dy, saved[0] as tf.Tensor, tf.neg(saved[1] as tf.Tensor)),
    };
  });
  return op(x);
}
