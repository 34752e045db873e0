import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centered, leaveOneOut, standardized } from './advantages.js';

const rewards = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 16 });

test('by hand: rewards 1, 0, 0, -1', () => {
  expect(centered([1, 0, 0, -1])).toEqual([1, 0, 0, -1]);
  const deviation = Math.sqrt(2 / 3) + 1e-4;
  expect(standardized([1, 0, 0, -1])).toEqual([1 / deviation, 0, 0, -1 / deviation]);
  expect(leaveOneOut([1, 0, 0, -1])).toEqual([4 / 3, 0, 0, -4 / 3]);
});

test('by hand: rewards 3 and 1', () => {
  expect(centered([3, 1])).toEqual([1, -1]);
  expect(leaveOneOut([3, 1])).toEqual([2, -2]);
});

test.each([centered, standardized, leaveOneOut])('advantages sum to 0 and keep the order', (estimate) => {
  fc.assert(
    fc.property(rewards, (group) => {
      const advantages = estimate(group);
      expect(advantages.reduce((sum, a) => sum + a, 0)).toBeCloseTo(0, 6);
      for (let i = 1; i < group.length; i++) {
        if ((group[i] as number) > (group[i - 1] as number))
          expect(advantages[i]).toBeGreaterThanOrEqual(advantages[i - 1] as number);
      }
    }),
  );
});

test.each([centered, standardized, leaveOneOut])(
  'equal rewards, and a group of one, teach nothing',
  (estimate) => {
    for (const advantage of estimate([0.3, 0.3, 0.3])) expect(Math.abs(advantage)).toBeLessThan(1e-9);
    expect(estimate([0.7])).toEqual([0]);
  },
);

test('leave-one-out is the reward minus the mean of the others', () => {
  fc.assert(
    fc.property(rewards, (group) => {
      const total = group.reduce((sum, r) => sum + r, 0);
      leaveOneOut(group).forEach((advantage, i) => {
        const reward = group[i] as number;
        expect(advantage).toBeCloseTo(reward - (total - reward) / (group.length - 1), 8);
      });
    }),
  );
});
