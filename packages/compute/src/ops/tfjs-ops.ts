import * as tf from '@tensorflow/tfjs-core';
import type { RawTensor, TensorOps } from './tensor-ops.js';

const tensor = (x: RawTensor): tf.Tensor => x as tf.Tensor;
const operand = (x: RawTensor | number): tf.Tensor | number => x as tf.Tensor | number;

/**
 * Tensor operations in tfjs, on whichever backend is selected. Its tensors are tfjs's own, so gradients flow
 * through.
 */
export const tfjsOps: TensorOps = {
  scope: <T>(compute: () => T) => tf.tidy(compute as () => tf.TensorContainer) as T,
  compile: (compute) => (inputs) => tfjsOps.scope(() => compute(inputs)),
  dispose: (x) => tensor(x).dispose(),
  numTensors: () => 0,
  keep: (x) => {
    tf.keep(tensor(x));
    return x;
  },
  fromTensor: (x) => x,
  toTensor: tensor,
  floats: (values, shape) => tf.tensor(values, [...shape], 'float32'),
  ints: (values) => tf.tensor1d(values, 'int32'),
  read: (x) => tensor(x).dataSync() as Float32Array,

  matMul: (a, b, transposeA, transposeB) => tf.matMul(tensor(a), tensor(b), transposeA, transposeB),
  add: (a, b) => tf.add(tensor(a), operand(b)),
  sub: (a, b) => tf.sub(tensor(a), operand(b)),
  mul: (a, b) => tf.mul(tensor(a), operand(b)),
  square: (x) => tf.square(tensor(x)),
  rsqrt: (x) => tf.rsqrt(tensor(x)),
  sigmoid: (x) => tf.sigmoid(tensor(x)),
  softmax: (x) => tf.softmax(tensor(x)),
  mean: (x) => tf.mean(tensor(x), -1, true),
  sum: (x) => tf.sum(tensor(x), -1, true),

  reshape: (x, shape) => tf.reshape(tensor(x), [...shape]),
  concat: (parts, axis) => tf.concat(parts.map(tensor), axis),
  split: (x, lengths) => tf.split(tensor(x), [...lengths], -1),
  gather: (x, rows) => tf.gather(tensor(x), tensor(rows) as tf.Tensor1D),
  scatterUpdate: (x, rows, values) => scatterUpdate(tensor(x), tensor(rows), tensor(values)),
  scatterAdd: (x, rows, count) => tf.unsortedSegmentSum(tensor(x), tensor(rows) as tf.Tensor1D, count),
  ropeTable: (cos, sin, width) => ({ factors: pairFactors(cos, sin, width) }),
  applyRope: (x, { factors }) => rotatePairs(tensor(x), tensor(factors)),
};

function scatterUpdate(x: tf.Tensor, rows: tf.Tensor, values: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const flat = tf.reshape(x, [-1, x.shape.at(-1) as number]);
    return tf.reshape(tf.tensorScatterUpdate(flat, tf.reshape(rows, [-1, 1]), values), x.shape);
  });
}

/** Factors of a coordinate and of its neighbour, [2, N, 1, D]: (cos, cos) and (−sin, sin) for each pair. */
function pairFactors(cos: Float32Array, sin: Float32Array, width: number): tf.Tensor {
  const values = new Float32Array(4 * cos.length);
  const half = 2 * cos.length;
  for (let i = 0; i < cos.length; i++) {
    values[2 * i] = cos[i] as number;
    values[2 * i + 1] = cos[i] as number;
    values[half + 2 * i] = -(sin[i] as number);
    values[half + 2 * i + 1] = sin[i] as number;
  }
  return tf.tensor(values, [2, half / width, 1, width]);
}

/** x · cos + (x with neighbours exchanged) · (∓ sin); the exchange is a product with a constant matrix. */
function rotatePairs(x: tf.Tensor, factors: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const [, rows, , width] = factors.shape as [number, number, number, number];
    const [cos, sin] = tf.unstack(factors) as [tf.Tensor, tf.Tensor];
    const heads = tf.reshape(x, [rows, -1, width]);
    const exchange = tf.tensor2d(exchangeMatrix(width), [width, width]);
    const neighbours = tf.reshape(tf.matMul(tf.reshape(x, [-1, width]), exchange), heads.shape);
    return tf.reshape(tf.add(tf.mul(heads, cos), tf.mul(neighbours, sin)), x.shape);
  });
}

function exchangeMatrix(width: number): Float32Array {
  const matrix = new Float32Array(width * width);
  for (let i = 0; i < width; i++) matrix[i * width + (i ^ 1)] = 1;
  return matrix;
}
