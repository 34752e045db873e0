import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuantities } from './read-quantities.js';

const read = (text: string) => readQuantities(text).map(({ readings }) => readings);

describe('readings', () => {
  test.each<[string, number[][]]>([
    ['5 of 12', [[5], [12]]],
    ['50 %', [[50, 0.5]]],
    ['fifty per cent', [[50, 0.5]]],
    ['50 Prozent', [[50, 0.5]]],
    ['seven dozen', [[84, 7]]],
    ['a dozen', [[12]]],
    ['2.5 million', [[2.5e6]]],
    ['3 hundred thousand', [[3e5]]],
    ['3/4', [[0.75]]],
    ['2 3/4', [[2.75]]],
    ['-2 3/4', [[-2.75]]],
    ['1/2/2024', [[Number.NaN]]],
    ['3:30', [[Number.NaN]]],
    ['√9', [[Number.NaN]]],
    ['2π', [[Number.NaN]]],
    ['9 m^2', [[9]]],
    ['CO2', []],
    ['that one has 5', [[5]]],
    ['one of the 5', [[1], [5]]],
    ['two thirds', [[2 / 3]]],
    ['half a million', [[5e5]]],
    ['minus three', [[-3]]],
    ['1 234,5', [[1234.5]]],
    ['No.7', [[7]]],
  ])('%j', (text, readings) => expect(read(text)).toEqual(readings));
});

test.each([
  ['85', 'integer', false],
  ['1.0', 'decimal', false],
  ['.85', 'decimal', false],
  ['17/20', 'fraction', false],
  ['eighty-five', 'words', false],
  ['85%', 'integer', true],
] as const)('%j is written as %s, percent %s', (text, form, percent) => {
  expect(readQuantities(text)).toMatchObject([{ form, percent, start: 0, end: text.length }]);
});

test('what is read stands where it says, in order', () => {
  const piece = fc.constantFrom(
    '3',
    '-4',
    ' ',
    '½',
    'one',
    'half',
    '%',
    '.',
    ',',
    '/',
    'm^2',
    'and',
    'k',
    '√',
    ':',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join(' ');
      let last = 0;
      for (const { start, end, readings } of readQuantities(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(readings.length).toBeGreaterThan(0);
        last = start;
      }
    }),
  );
});
