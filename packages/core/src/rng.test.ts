import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRng } from './rng.js';

test('the same seed gives the same numbers, another seed others', () => {
  const draw = (seed: string | number) => Array.from({ length: 5 }, createRng(seed).next);
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).toEqual(draw('1'));
  expect(draw(1)).not.toEqual(draw(2));
});

test('a fork does not depend on what was drawn before', () => {
  const rng = createRng('seed');
  const before = rng.fork('a').next();
  rng.next();
  expect(rng.fork('a').next()).toBe(before);
  expect(rng.fork('b').next()).not.toBe(before);
});

test('numbers are uniform: mean, variance and buckets within five standard errors', () => {
  const rng = createRng(7);
  const n = 100_000;
  const buckets = new Array<number>(10).fill(0);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const x = rng.next();
    sum += x;
    squares += x * x;
    buckets[Math.floor(x * 10)] = (buckets[Math.floor(x * 10)] ?? 0) + 1;
  }
  expect(Math.abs(sum / n - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
  expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / n));
  for (const count of buckets) expect(Math.abs(count - n / 10)).toBeLessThan(5 * Math.sqrt(n * 0.09));
});

test('neighbouring seeds are uncorrelated', () => {
  const n = 10_000;
  let sum = 0;
  for (let seed = 0; seed < n; seed++)
    sum += (createRng(seed).next() - 0.5) * (createRng(seed + 1).next() - 0.5);
  expect(Math.abs(sum / n)).toBeLessThan(5 / 12 / Math.sqrt(n));
});

test('shuffle keeps every element', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
      expect(createRng(seed).shuffle(items).sort()).toEqual([...items].sort());
    }),
  );
});
