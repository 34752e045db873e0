import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortestDecimal } from './decimal.js';
import * as metrics from './testing/every-entry.js';

test.each([0, 1, 0.7, 0.1, 1 / 3, 0.123456, 1e-10, 1.1754944e-38])(
  'a decimal of %d that went through 32 bits',
  (decimal) => {
    const single = Math.fround(decimal);
    expect(Math.fround(shortestDecimal(single))).toBe(single);
    if (decimal !== 1 / 3) expect(shortestDecimal(single)).toBe(decimal);
  },
);

test('1/3 has eight digits, the least float one', () => {
  expect(shortestDecimal(Math.fround(1 / 3))).toBe(0.33333334);
  expect(shortestDecimal(2 ** -149)).toBe(1e-45);
});

test('every decimal of up to six digits comes back, and order is kept', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999_999 }), (a, b) => {
      expect(shortestDecimal(Math.fround(a / 1e6))).toBe(a / 1e6);
      const [x, y] = [Math.fround((a + 0.5) / 1e6), Math.fround((b + 0.5) / 1e6)];
      expect(shortestDecimal(x) < shortestDecimal(y)).toBe(x < y);
    }),
  );
});

test('32-bit columns give the table of the decimals they were', () => {
  const decimals = [0.7, 0.29, 0.125, 0.3333, 0.7, 1, 0, 0.29];
  const correct = [1, 0, 0.8, 0.3, 0, 1, 0, 0.5];
  const single = { confidence: Float32Array.from(decimals), correct: Float32Array.from(correct) };
  expect(metrics.tabulate(single)).toEqual(metrics.tabulate({ confidence: decimals, correct }));
  const curve = metrics.reliabilityCurve({ confidence: Float32Array.of(0.7), correct: [1] });
  expect(curve[7]).toMatchObject({ low: 0.7, count: 1, meanConfidence: 0.7 });
});

test('a 32-bit number outside [0, 1] is refused with its index', () => {
  for (const wrong of [Number.NaN, 1.01, -0.5])
    expect(() => metrics.tabulate({ confidence: Float32Array.of(0.5, wrong), correct: [1, 0] })).toThrow(
      '`confidence` of prediction 1',
    );
});
