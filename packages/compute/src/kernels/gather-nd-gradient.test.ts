import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBackend } from '../node/load-backend.js';
import { rawTensorCount } from '../raw-tensor-count.js';
import { availableBackends } from '../testing/backends.js';

const BACKENDS = await availableBackends();
const PARAMS = [0.5, -1, 2, 3, -0.25, 1.5];

describe.each(BACKENDS)('%s', (prefer) => {
  beforeAll(async () => {
    await loadBackend({ prefer });
  });

  test('an entry taken twice gets both gradients', () => {
    const params = tf.tensor2d(PARAMS, [3, 2]);
    const indices = tf.tensor2d([0, 1, 2, 0, 0, 1], [3, 2], 'int32');
    const weights = tf.tensor1d([10, 20, 30]);
    const before = [tf.memory().numTensors, rawTensorCount()];
    const gradient = tf.grad((x) => tf.mul(tf.gatherND(x, indices), weights))(params);
    expect(gradient.arraySync()).toEqual([
      [0, 40],
      [0, 0],
      [20, 0],
    ]);
    gradient.dispose();
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  });

  test('whole rows, against finite differences of Σ exp(x[indices])', () => {
    const indices = tf.tensor2d([2, 0], [2, 1], 'int32');
    const f = (x: tf.Tensor): tf.Scalar => tf.sum(tf.exp(tf.gatherND(x, indices)));
    const gradient = tf
      .grad(f)(tf.tensor2d(PARAMS, [3, 2]))
      .dataSync();
    const at = (i: number, step: number): number => {
      const moved = PARAMS.map((value, j) => (j === i ? value + step : value));
      return f(tf.tensor2d(moved, [3, 2])).dataSync()[0] as number;
    };
    const h = 1 / 64;
    for (const i of PARAMS.keys()) {
      expect(Math.abs((gradient[i] as number) - (at(i, h) - at(i, -h)) / (2 * h))).toBeLessThan(2e-3);
    }
  });
});
