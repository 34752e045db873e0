import fc from 'fast-check';
import { expect, test } from 'vitest';
import { similarity } from './similarity.js';

/** The values are those of Python's difflib.SequenceMatcher without its heuristic for popular characters. */
test.each([
  ['', '', 1],
  ['abc', 'abc', 1],
  ['abc', 'xyz', 0],
  ['WIKIMEDIA', 'WIKIMANIA', (2 * 7) / 18],
  [' abcd', 'abcd abcd', (2 * 5) / 14],
  ['tide', 'diet', (2 * 1) / 8],
  ['diet', 'tide', (2 * 2) / 8],
  ['private Thread currentThread;', 'private volatile Thread currentThread;', (2 * 29) / 67],
])('similarity of %j and %j', (a, b, expected) => {
  expect(similarity(a, b)).toBeCloseTo(expected, 12);
});

test('it lies in [0, 1], is 1 for the same text only, and knows overlong texts', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const value = similarity(a, b);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value === 1).toBe(a === b);
      expect(value).toBeLessThanOrEqual(1);
    }),
  );
  expect(similarity('a'.repeat(400), `${'a'.repeat(399)}b`)).toBe(0);
});
