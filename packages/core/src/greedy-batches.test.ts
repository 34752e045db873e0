import fc from 'fast-check';
import { expect, test } from 'vitest';
import { greedyBatches } from './greedy-batches.js';

const upTo = (most: number) => (batch: readonly number[]) => batch.reduce((sum, x) => sum + x, 0) <= most;

test('a batch is as long as it fits, and what does not fit stands alone', () => {
  expect(greedyBatches([3, 4, 2, 12, 1, 9], upTo(9))).toEqual([[3, 4, 2], [12], [1], [9]]);
  expect(greedyBatches([], upTo(9))).toEqual([]);
});

test('nothing is lost or moved, and no two neighbours would fit together', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(40), (items, most) => {
      const batches = greedyBatches(items, upTo(most));
      expect(batches.flat()).toEqual(items);
      batches.slice(1).forEach((batch, i) => {
        expect(upTo(most)([...(batches[i] as number[]), batch[0] as number])).toBe(false);
      });
    }),
  );
});
