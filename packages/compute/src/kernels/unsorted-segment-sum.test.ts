import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBackend } from '../node/load-backend.js';
import { rawTensorCount } from '../raw-tensor-count.js';
import { availableBackends } from '../testing/backends.js';

const BACKENDS = await availableBackends();

describe.each(BACKENDS)('%s', (prefer) => {
  beforeAll(async () => {
    await loadBackend({ prefer });
  });

  test('adds rows of a segment and leaves out negative ones', () => {
    const x = tf.tensor2d([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ]);
    const sums = tf.unsortedSegmentSum(x, tf.tensor1d([2, 0, 2, -1], 'int32'), 4);
    expect(sums.arraySync()).toEqual([
      [3, 4],
      [0, 0],
      [6, 8],
      [0, 0],
    ]);
  });

  test('whole numbers stay exact above 2²⁴', () => {
    const x = tf.tensor1d([2 ** 24, 1, 2 ** 30 + 1], 'int32');
    const sums = tf.unsortedSegmentSum(x, tf.tensor1d([0, 0, 1], 'int32'), 2);
    expect(sums.dtype).toBe('int32');
    expect([...sums.dataSync()]).toEqual([2 ** 24 + 1, 2 ** 30 + 1]);
  });

  test('trains an embedding table: a row taken twice gets both gradients', () => {
    const table = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]);
    const indices = tf.tensor2d([3, 1, 3, 0], [2, 2], 'int32');
    const weights = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
    const before = [tf.memory().numTensors, rawTensorCount()];
    const gradient = tf.grad((x) => tf.mul(tf.gather(x, indices), weights))(table);
    expect(gradient.arraySync()).toEqual([
      [7, 8],
      [3, 4],
      [0, 0],
      [6, 8],
    ]);
    gradient.dispose();
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  });
});

test.each(['wasm', 'cpu'] as const)('%s refuses a segment that is not there', async (prefer) => {
  await loadBackend({ prefer });
  const segments = tf.tensor1d([0, 2], 'int32');
  expect(() => tf.unsortedSegmentSum(tf.tensor1d([1, 2]), segments, 2)).toThrow(
    expect.objectContaining({
      code: 'invalid-input',
      message: 'Expected `segmentIds` to be below 2, got 2 at 1.',
    }),
  );
});
