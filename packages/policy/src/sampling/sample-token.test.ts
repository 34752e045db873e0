import { createRng } from '@echo/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleCategorical, sampleToken } from './sample-token.js';

const probs = Float32Array.of(0.5, 0.3, 0.15, 0.05);
const all = { temperature: 1, topP: 1, topK: 0 };

test.each([
  [0, 0],
  [0.49, 0],
  [0.51, 1],
  [0.79, 1],
  [0.81, 2],
  [0.94, 2],
  [0.96, 3],
  [0.999999, 3],
])('u = %d picks token %d of .5, .3, .15, .05', (u, id) => {
  const token = sampleToken(probs, all, u);
  expect(token.id).toBe(id);
  expect(token.logProb).toBeCloseTo(Math.log(probs[id] as number), 6);
});

test.each([
  ['top-p .79 keeps two', { ...all, topP: 0.79 }, [0, 1]],
  ['top-p .81 keeps three', { ...all, topP: 0.81 }, [0, 1, 2]],
  ['top-k 1 keeps one', { ...all, topK: 1 }, [0]],
  ['top-k 3 and top-p .49 keep one', { ...all, topK: 3, topP: 0.49 }, [0]],
  ['greedy keeps one', { ...all, temperature: 0 }, [0]],
])('%s', (_, choice, ids) => {
  const seen = new Set(Array.from({ length: 200 }, (_, i) => sampleToken(probs, choice, i / 200).id));
  expect([...seen].sort()).toEqual(ids);
});

test('the log-prob is that of the full softmax, also under top-p', () => {
  const cut = sampleToken(probs, { ...all, topP: 0.5 }, 0.5);
  expect(cut).toEqual({ id: 0, logProb: expect.closeTo(Math.log(0.5), 6) });
});

test('a token of probability 0 is never sampled, whatever the rounding', () => {
  const gaps = Float32Array.of(0, 0.5, 0, 0.5, 0);
  for (const u of [0, 0.5 - 2 ** -40, 0.5, 1 - 2 ** -53]) {
    expect([1, 3]).toContain(sampleToken(gaps, all, u).id);
    const { index, rest } = sampleCategorical(gaps, u);
    expect(gaps[index]).toBeGreaterThan(0);
    expect(rest).toBeGreaterThanOrEqual(0);
    expect(rest).toBeLessThan(1);
  }
});

test('frequencies follow the distribution within five standard errors', () => {
  const rng = createRng('frequencies');
  const n = 20_000;
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const { id } = sampleToken(probs, all, rng.next());
    counts[id] = (counts[id] ?? 0) + 1;
  }
  [0.5, 0.3, 0.15, 0.05].forEach((p, id) => {
    expect(Math.abs((counts[id] ?? 0) - n * p)).toBeLessThan(5 * Math.sqrt(n * p * (1 - p)));
  });
});

test('the nucleus found among few candidates is the nucleus found among all', () => {
  const scores = fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(scores, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (values, topP) => {
      const top = Math.max(...values);
      const exponentials = values.map((x) => Math.exp(x - top));
      const mass1 = exponentials.reduce((sum, x) => sum + x);
      const row = Float32Array.from(exponentials, (x) => x / mass1);
      const weights = [...row].map((w, id) => ({ id, w })).sort((a, b) => b.w - a.w || a.id - b.id);
      const total = weights.reduce((sum, { w }) => sum + w, 0);
      let mass = 0;
      const nucleus = weights.filter(({ w }, i) => {
        const inside = i === 0 || mass < topP * total;
        if (inside) mass += w;
        return inside;
      });
      const last = nucleus.at(-1)?.id;
      expect(sampleToken(row, { ...all, topP }, 1 - 2 ** -33).id).toBe(last);
      expect(sampleToken(row, { ...all, topP }, 0).id).toBe(weights[0]?.id);
    }),
  );
});
