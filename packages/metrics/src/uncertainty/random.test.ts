import { expect, test } from 'vitest';
import { drawEach, randomFrom, samplerOf, uniform } from './random.js';

/** The seed whose stream begins with the largest number there is. */
const LARGEST = 1_292_817_438;

test('a draw stays within its own distribution, however many lie before it', () => {
  const many = { first: 0, weights: new Array<number>(5_000_000).fill(1) };
  const sampler = samplerOf([many, { first: 7, weights: [1] }]);
  const drawn = new Uint32Array(2);
  expect(uniform(randomFrom(LARGEST))).toBe(1 - 2 ** -32);
  expect(drawEach(sampler, randomFrom(LARGEST), drawn)).toBe(4_999_999 + 7);
  expect([...drawn]).toEqual([4_999_999, 7]);
});
