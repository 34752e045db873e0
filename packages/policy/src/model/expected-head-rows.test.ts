import { rawTensorCount, tensorOps, tfjsOps } from '@echo/compute';
import { loadBackend } from '@echo/compute/node';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { DISTRIBUTIONS_AT_ONCE, expectedHeadRows } from './expected-head-rows.js';

beforeAll(async () => {
  await loadBackend();
});

test('expected head rows are in the order of their distributions, and nothing leaks', () => {
  for (const ops of new Set([tensorOps(), tfjsOps])) {
    const before = [tf.memory().numTensors, rawTensorCount()];
    ops.scope(() => {
      const expectedRows = expectedHeadRows(ops, ops.floats(Float32Array.of(1, 10, 2, 20, 4, 40), [3, 2]));
      const all: number[] = [];
      for (const rows of [3, DISTRIBUTIONS_AT_ONCE - 1, 1, DISTRIBUTIONS_AT_ONCE, 2]) {
        const shares = Array.from({ length: rows }, (_, i) => (all.length + i) / 1024);
        const values = shares.flatMap((p) => [p, 0.25, 0.75 - p]);
        ops.scope(() => expectedRows.add(ops.floats(Float32Array.from(values), [rows, 3])));
        all.push(...shares);
      }
      expectedRows.finish();
      expectedRows.finish();
      const expected = all.map((p) => p + 0.5 + 4 * (0.75 - p));
      expect(expectedRows.parts.map(({ shape }) => shape[0])).toEqual([
        DISTRIBUTIONS_AT_ONCE + 2,
        DISTRIBUTIONS_AT_ONCE + 1,
        2,
      ]);
      const actual = expectedRows.parts.flatMap((part) => [...ops.read(part)]);
      actual.forEach((x, i) => {
        const mean = expected[i >> 1] as number;
        expect(x).toBeCloseTo(i % 2 ? 10 * mean : mean, 4);
      });
      expect(actual).toHaveLength(2 * all.length);
      expectedRows.dispose();
      expect(expectedRows.parts).toHaveLength(0);
    });
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  }
});
