import { createRng } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBackend } from '../node/load-backend.js';
import { rawTensorCount } from '../raw-tensor-count.js';
import { availableBackends } from '../testing/backends.js';
import { sparseSoftmaxCrossEntropy } from './sparse-softmax-cross-entropy.js';

const BACKENDS = await availableBackends();
const [ROWS, CLASSES] = [5, 11];
const rng = createRng('logits');
const LOGITS = Float32Array.from({ length: ROWS * CLASSES }, () => 3 * rng.normal());
const LABELS = Int32Array.of(0, 10, 3, 3, 7);

describe.each(BACKENDS)('%s', (prefer) => {
  beforeAll(async () => {
    await loadBackend({ prefer });
  });

  test('softmax 1/8, 2/8, 5/8 by hand', () => {
    const logits = tf.tensor2d([[Math.log(1), Math.log(2), Math.log(5)]]);
    const { loss, backprop } = sparseSoftmaxCrossEntropy(logits, Int32Array.of(2));
    expect(loss.shape).toEqual([1]);
    expect(loss.dataSync()[0]).toBeCloseTo(Math.log(8 / 5), 6);
    for (const [i, expected] of [0.125, 0.25, -0.375].entries()) {
      expect(backprop.dataSync()[i]).toBeCloseTo(expected, 6);
    }
  });

  test('large logits lose nothing', () => {
    const logits = tf.tensor2d([
      [1000, 0, -1000],
      [1e6, 1e6, -1e6],
    ]);
    const { loss, backprop } = sparseSoftmaxCrossEntropy(logits, Int32Array.of(1, 0));
    expect([...loss.dataSync()]).toEqual([1000, Math.fround(Math.LN2)]);
    expect([...backprop.dataSync()]).toEqual([1, -1, 0, -0.5, 0.5, 0]);
  });

  test('its gradient is that of finite differences', () => {
    const weights = tf.tensor1d([2, -1, 0.5, 1, 0]);
    const f = (x: tf.Tensor2D): tf.Scalar =>
      tf.sum(tf.mul(weights, sparseSoftmaxCrossEntropy(x, LABELS).loss));
    const gradient = tf
      .grad((x) => f(x as tf.Tensor2D))(tf.tensor2d(LOGITS, [ROWS, CLASSES]))
      .dataSync();
    const at = (i: number, step: number): number => {
      const moved = Float32Array.from(LOGITS);
      moved[i] = (moved[i] as number) + step;
      return f(tf.tensor2d(moved, [ROWS, CLASSES])).dataSync()[0] as number;
    };
    const h = 1 / 64;
    for (let i = 0; i < LOGITS.length; i++) {
      expect(Math.abs((gradient[i] as number) - (at(i, h) - at(i, -h)) / (2 * h))).toBeLessThan(1e-3);
    }
  });

  test('the numbers of double precision', () => {
    const { loss, backprop } = sparseSoftmaxCrossEntropy(tf.tensor2d(LOGITS, [ROWS, CLASSES]), LABELS);
    const [actual, slopes] = [loss.dataSync(), backprop.dataSync()];
    for (let row = 0; row < ROWS; row++) {
      const exponentials = [...LOGITS.subarray(row * CLASSES, (row + 1) * CLASSES)].map(Math.exp);
      const total = exponentials.reduce((a, b) => a + b, 0);
      const label = LABELS[row] as number;
      expect(actual[row]).toBeCloseTo(-Math.log((exponentials[label] as number) / total), 5);
      for (const [i, value] of exponentials.entries()) {
        expect(slopes[row * CLASSES + i]).toBeCloseTo(value / total - (i === label ? 1 : 0), 6);
      }
    }
  });

  test('leaks no tensor', () => {
    const logits = tf.tensor2d(LOGITS, [ROWS, CLASSES]);
    const before = [tf.memory().numTensors, rawTensorCount()];
    const { loss, backprop } = sparseSoftmaxCrossEntropy(logits, LABELS);
    tf.dispose([loss, backprop]);
    const gradient = tf.grad((x) => sparseSoftmaxCrossEntropy(x as tf.Tensor2D, LABELS).loss)(logits);
    gradient.dispose();
    expect(() => sparseSoftmaxCrossEntropy(logits, Int32Array.of(0))).toThrow();
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  });
});

test.each([
  [[0], 'Expected `labels` to have one entry for each of 2 rows, got 1.'],
  [[0, 3], 'Expected `labels` to be in [0, 3), got 3 at 1.'],
  [[-1, 0], 'Expected `labels` to be in [0, 3), got -1 at 0.'],
])('labels %j for logits [2, 3] are refused', (labels, message) => {
  expect(() => sparseSoftmaxCrossEntropy(tf.zeros([2, 3]), Int32Array.from(labels))).toThrow(
    expect.objectContaining({ code: 'invalid-input', message }),
  );
});
