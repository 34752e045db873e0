import { loadBackend, rawTensorCount, tensorOps, tfjsOps } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { DISTRIBUTIONS_AT_ONCE, meanRows } from './mean-rows.js';

beforeAll(async () => {
  await loadBackend();
});

test('means of the rows of a matrix, in the order of their distributions, and nothing left behind', () => {
  for (const ops of new Set([tensorOps(), tfjsOps])) {
    const before = [tf.memory().numTensors, rawTensorCount()];
    ops.scope(() => {
      const means = meanRows(ops, ops.floats(Float32Array.of(1, 10, 2, 20, 4, 40), [3, 2]));
      const all: number[] = [];
      for (const rows of [3, DISTRIBUTIONS_AT_ONCE - 1, 1, DISTRIBUTIONS_AT_ONCE, 2]) {
        const shares = Array.from({ length: rows }, (_, i) => (all.length + i) / 1024);
        const values = shares.flatMap((p) => [p, 0.25, 0.75 - p]);
        ops.scope(() => means.add(ops.floats(Float32Array.from(values), [rows, 3])));
        all.push(...shares);
      }
      means.finish();
      means.finish();
      const expected = all.map((p) => p + 0.5 + 4 * (0.75 - p));
      expect(means.parts.map(({ shape }) => shape[0])).toEqual([
        DISTRIBUTIONS_AT_ONCE + 2,
        DISTRIBUTIONS_AT_ONCE + 1,
        2,
      ]);
      const actual = means.parts.flatMap((part) => [...ops.read(part)]);
      actual.forEach((x, i) => {
        const mean = expected[i >> 1] as number;
        expect(x).toBeCloseTo(i % 2 ? 10 * mean : mean, 4);
      });
      expect(actual).toHaveLength(2 * all.length);
      means.dispose();
      expect(means.parts).toHaveLength(0);
    });
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  }
});
