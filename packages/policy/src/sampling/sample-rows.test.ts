import { tensorOps } from '@echo/compute';
import { loadBackend } from '@echo/compute/node';
import { createRng } from '@echo/core';
import { beforeAll, expect, test } from 'vitest';
import { nextTokenProbs, sampleRows } from './sample-rows.js';
import { sampleToken } from './sample-token.js';

beforeAll(async () => {
  await loadBackend();
});

const rng = createRng('rows');
const ROWS = 3;

/** Draws by the rows on the device, and one by one from the softmax of the same logits. */
function both(vocabulary: number, temperature: number, topP: number, topK: number) {
  const logits = Float32Array.from({ length: ROWS * vocabulary }, () => 3 * rng.normal());
  const draws = Array.from({ length: 200 }, (_, i) => ({ row: i % ROWS, u: rng.next() }));
  const choice = { temperature, topP, topK };
  const ops = tensorOps();
  const actual = ops.scope(() => {
    const probs = nextTokenProbs(ops, ops.floats(logits, [ROWS, vocabulary]), temperature);
    return sampleRows(ops, probs, choice, draws);
  });
  const expected = draws.map(({ row, u }) => {
    const own = logits.subarray(row * vocabulary, (row + 1) * vocabulary);
    const weights = own.map((x) => Math.exp(x / (temperature || 1)));
    const total = weights.reduce((sum, x) => sum + x, 0);
    return sampleToken(
      weights.map((x) => x / total),
      choice,
      u,
    );
  });
  return { actual, expected };
}

test.each([
  ['in two stages', 2048, 1, 1, 0],
  ['in two stages at another temperature', 600, 0.7, 1, 0],
  ['a prime vocabulary', 131, 1, 1, 0],
  ['a nucleus', 600, 0.8, 0.9, 0],
  ['the most likely five', 600, 1.3, 1, 5],
  ['greedy', 600, 0, 1, 0],
])('%s: the tokens and log-probs of the full row', (_, vocabulary, ...[temperature, topP, topK]) => {
  const { actual, expected } = both(vocabulary, temperature, topP, topK);
  expect(actual.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  actual.forEach(({ logProb }, i) => {
    expect(logProb).toBeCloseTo(expected[i]?.logProb as number, 4);
  });
});

test('huge logits do not overflow', () => {
  const ops = tensorOps();
  const [token] = ops.scope(() => {
    const probs = nextTokenProbs(ops, ops.floats(Float32Array.of(-1000, 1000, 999), [1, 3]), 1);
    return sampleRows(ops, probs, { temperature: 1, topP: 1, topK: 0 }, [{ row: 0, u: 0.99 }]);
  });
  expect(token?.id).toBe(2);
  expect(token?.logProb).toBeCloseTo(-1 - Math.log(1 + Math.exp(-1)), 5);
});
