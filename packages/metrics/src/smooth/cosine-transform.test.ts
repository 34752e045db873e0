import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosineTransform } from './cosine-transform.js';

test.each([
  ['1, 0, 0, 0, 0', [1, 0, 0, 0, 0], [1, 1, 1, 1, 1]],
  ['ones', [1, 1, 1, 1, 1], [8, 0, 0, 0, 0]],
])('of %s', (_, values, expected) => {
  const transformed = cosineTransform(4)(Float64Array.from(values));
  expected.forEach((value, k) => {
    expect(transformed[k]).toBeCloseTo(value, 12);
  });
});

test('it is the sum it stands for, and twice in a row 2M', () => {
  fc.assert(
    fc.property(fc.constantFrom(4, 8, 32), fc.integer(), (m, seed) => {
      const x = Float64Array.from({ length: m + 1 }, (_, j) => Math.sin(seed + j * j));
      const transform = cosineTransform(m);
      const once = transform(x);
      const twice = transform(once);
      for (let k = 0; k <= m; k++) {
        let sum = (x[0] as number) + (-1) ** k * (x[m] as number);
        for (let j = 1; j < m; j++) sum += 2 * (x[j] as number) * Math.cos((Math.PI * j * k) / m);
        expect(once[k]).toBeCloseTo(sum, 10);
        expect(twice[k]).toBeCloseTo(2 * m * (x[k] as number), 9);
      }
    }),
  );
});
