import { createRng } from '@echo/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleToken } from './sample-token.js';

const logits = Float32Array.from([Math.log(0.5), Math.log(0.3), Math.log(0.15), Math.log(0.05)]);
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
  const token = sampleToken(logits, all, u);
  expect(token.id).toBe(id);
  expect(token.logProb).toBeCloseTo(logits[id] as number, 6);
});

test.each([
  ['top-p .8 keeps two', { ...all, topP: 0.8 }, [0, 1]],
  ['top-p .81 keeps three', { ...all, topP: 0.81 }, [0, 1, 2]],
  ['top-k 1 keeps one', { ...all, topK: 1 }, [0]],
  ['top-k 3 and top-p .5 keep one', { ...all, topK: 3, topP: 0.5 }, [0]],
  ['greedy keeps one', { ...all, temperature: 0 }, [0]],
])('%s', (_, choice, ids) => {
  const seen = new Set(Array.from({ length: 200 }, (_, i) => sampleToken(logits, choice, i / 200).id));
  expect([...seen].sort()).toEqual(ids);
});

test('the log-prob is that of the whole softmax at the temperature, also when top-p cuts it', () => {
  const cut = sampleToken(logits, { temperature: 0.5, topP: 0.5, topK: 0 }, 0.5);
  const squares = [0.25, 0.09, 0.0225, 0.0025];
  expect(cut.id).toBe(0);
  expect(cut.logProb).toBeCloseTo(Math.log(0.25 / squares.reduce((a, b) => a + b)), 6);
  expect(sampleToken(logits, { ...all, temperature: 0 }, 0).logProb).toBeCloseTo(Math.log(0.5), 6);
});

test('frequencies follow the distribution within five standard errors', () => {
  const rng = createRng('frequencies');
  const n = 20_000;
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const { id } = sampleToken(logits, all, rng.next());
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
      const row = Float32Array.from(values);
      const top = Math.max(...row);
      const weights = [...row]
        .map((x, id) => ({ id, w: Math.exp(x - top) }))
        .sort((a, b) => b.w - a.w || a.id - b.id);
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

test('huge logits do not overflow', () => {
  const token = sampleToken(Float32Array.from([-1000, 1000, 999]), all, 0.99);
  expect(token.id).toBe(2);
  expect(token.logProb).toBeCloseTo(-1 - Math.log(1 + Math.exp(-1)), 6);
});
