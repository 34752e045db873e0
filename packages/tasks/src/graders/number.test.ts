import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradeNumber } from './number.js';

const grade = (value: number, answer: string) => gradeNumber({ kind: 'number', value }, answer).grade;

test.each<[number, string]>([
  [8, '8'],
  [8, '8 apples'],
  [8, '**8**'],
  [10, '10.'],
  [1234, '1,234'],
  [1234, '$1,234.00'],
  [1234, "1'234"],
  [1234.5, '1.234,50'],
  [1e6, '1 000 000'],
  [-5, '-5'],
  [-5, '−5 °C'],
  [-5, '-$5'],
  [-5, 'minus five'],
  [0.5, '50%'],
  [50, '50%'],
  [50, '50 percent'],
  [0.5, '1/2'],
  [0.5, '½'],
  [3.5, '3 1/2'],
  [3.5, '3½'],
  [0.5, '\\frac{1}{2}'],
  [0.5, '$\\boxed{\\dfrac{1}{2}}$'],
  [1234, '1{,}234'],
  [1.2e5, '1.2e5'],
  [1.2e5, '1.2 × 10^5'],
  [1.2e5, '$1.2 \\times 10^{5}$'],
  [1e5, '10⁵'],
  [1024, '2^10'],
  [5e6, '5 million'],
  [5000, '5k'],
  [42, 'forty-two'],
  [105, 'one hundred and five'],
  [1969, 'one thousand, nine hundred and sixty-nine'],
  [2.5, 'two and a half'],
  [0.75, 'three quarters'],
  [3.5, 'three point five'],
  [12, 'a dozen'],
  [24, 'two dozen'],
  [1e9, 'a billion'],
  [20, '20 (twenty)'],
  [8, '5 + 3 = 8'],
  [8, 'The answer is 8.'],
  [8, 'She has 5 and buys 3, so she has 8'],
  [8, '8, because 5 + 3 = 8'],
  [8, '8 out of the 12'],
  [18, 'First 3 * 5 is 15.\nThen 15 + 3.\n#### 18'],
  [85, '８５'],
])('%d is what %j says', (value, answer) => {
  expect(grade(value, answer)).toBe(1);
});

test.each<[number, string, number]>([
  [100, '101', 0.8],
  [100, '99', 0.8],
  [100, '101.1', 0.5],
  [100, '95', 0.5],
  [100, '105.1', 0],
  [-100, '-101', 0.8],
  [-100, '101', 0],
  [0, '0.0', 1],
  [0, 'zero', 1],
  [0, '0.001', 0],
])('close to %d: %j earns %d', (value, answer, expected) => {
  expect(grade(value, answer)).toBe(expected);
});

test.each<[number, string]>([
  [12, '12 or 13'],
  [13, '12 or 13'],
  [12, '12, 13'],
  [12, '12 13'],
  [12, '12-13'],
  [12, 'between 12 and 13'],
  [12, 'It is 12, or it is 13.'],
  [13, 'It is 12, maybe 13'],
  [12, '\\boxed{12} \\boxed{13}'],
  [12, 'The answer is 12. The answer is 13.'],
  [3, '3 + 4'],
  [1, '1/2/3'],
  [12, 'a number'],
  [2, 'CO2'],
  [0, 'NaN'],
  [0, '1/0'],
  [5, '5 hundred'],
])('%d is not what %j says', (value, answer) => {
  expect(grade(value, answer)).toBe(0);
});

test('a number written in any of several ways is itself', () => {
  const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
  fc.assert(
    fc.property(value, (x) => {
      expect(grade(x, String(x))).toBe(1);
      expect(grade(x, `The answer is ${x} units.`)).toBe(1);
      expect(grade(Math.trunc(x), Math.trunc(x).toLocaleString('en-US'))).toBe(1);
    }),
  );
});

test('two different whole numbers earn nothing, however they are joined', () => {
  const joint = fc.constantFrom(' or ', ', ', ' and ', ' ', '; or ', ', maybe ', ' - ', ' to ');
  fc.assert(
    fc.property(fc.nat(99), fc.nat(99), joint, (a, b, between) => {
      fc.pre(a !== b);
      expect(grade(a, `${a}${between}${b}`)).toBe(0);
      expect(grade(b, `${a}${between}${b}`)).toBe(0);
    }),
  );
});
