import { describe, expect, test } from 'vitest';
import { calibrationMatchers } from '../vitest/index.js';

expect.extend(calibrationMatchers);

// Brier: (.01 + .01 + .16 + .09) / 4 = .0675; 4 pairs of a correct and an incorrect one, all in order
const sound = [
  { confidence: 0.9, correct: true },
  { confidence: 0.9, correct: true },
  { confidence: 0.4, correct: false },
  { confidence: 0.3, correct: false },
];

describe('toHaveBrierBelow', () => {
  test('compares the measured score', () => {
    expect(sound).toHaveBrierBelow(0.07);
    expect(sound).not.toHaveBrierBelow(0.067);
    expect(() => expect(sound).toHaveBrierBelow(0.06)).toThrowErrorMatchingInlineSnapshot(`
      [Error: 4 predictions do not show a Brier score below 0.06.
      Measured: 0.067.

       30–40 %  ······|·············  stated  30.0 %  correct   0.0 %  n 1
       40–50 %  ········|···········  stated  40.0 %  correct   0.0 %  n 1
      90–100 %  ██████████████████|█  stated  90.0 %  correct 100.0 %  n 2]
    `);
  });

  test('compares the upper bound where a confidence is given', () => {
    const many = { n: 400, cells: [{ confidence: 0.8, n: 400, sum: 320, squares: 320 }] };
    expect(sound).not.toHaveBrierBelow(0.2, { confidence: 0.95 });
    expect(many).toHaveBrierBelow(0.2, { confidence: 0.95 });
    expect(many).not.toHaveBrierBelow(0.17, { confidence: 0.95 });
  });

  test('refuses no predictions, a limit and a confidence that are none', () => {
    expect(() => expect([]).toHaveBrierBelow(0.2)).toThrow('at least one prediction');
    expect(() => expect(sound).toHaveBrierBelow(20)).toThrow('(0, 1]');
    expect(() => expect(sound).toHaveBrierBelow(0.2, { confidence: 0.5 })).toThrow('`confidence`');
  });
});

describe('toDiscriminate', () => {
  const mixed = [...sound, { confidence: 0.4, correct: true }]; // 5 of 6 pairs in order, one tied: 5.5 / 6

  test('compares the measured AUROC', () => {
    expect(sound).toDiscriminate({ auroc: 1 });
    expect(mixed).toDiscriminate({ auroc: 0.91 });
    expect(() => expect(mixed).toDiscriminate({ auroc: 0.95 })).toThrowErrorMatchingInlineSnapshot(`
      [Error: 5 predictions do not show an AUROC of at least 0.95.
      Measured: 0.917.

       30–40 %  ······|·············  stated  30.0 %  correct   0.0 %  n 1
       40–50 %  ████████|█··········  stated  40.0 %  correct  50.0 %  n 2
      90–100 %  ██████████████████|█  stated  90.0 %  correct 100.0 %  n 2]
    `);
  });

  test('compares the lower bound where a confidence is given', () => {
    expect(sound).not.toDiscriminate({ auroc: 0.5, confidence: 0.95 });
    const cells = [
      { confidence: 0.3, n: 100, sum: 0, squares: 0 },
      { confidence: 0.8, n: 100, sum: 100, squares: 100 },
    ];
    expect({ n: 200, cells }).toDiscriminate({ auroc: 0.95, confidence: 0.95 });
  });

  test('refuses answers of one kind', () => {
    expect(() => expect(sound.slice(0, 2)).toDiscriminate({ auroc: 0.5 })).toThrow('got 2 correct of 2');
    expect(() => expect(sound).toDiscriminate({ auroc: 70 })).toThrow('(0, 1]');
  });
});

describe('toBeBetterCalibratedThan', () => {
  const at = (confidence: number) => ({ n: 200, cells: [{ confidence, n: 200, sum: 158, squares: 158 }] });

  test('needs evidence', () => {
    expect(at(0.8)).toBeBetterCalibratedThan(at(0.99));
    expect(at(0.8)).not.toBeBetterCalibratedThan(at(0.8));
    expect(() => expect(at(0.99)).toBeBetterCalibratedThan(at(0.8))).toThrowErrorMatchingInlineSnapshot(`
      [Error: 200 predictions do not show a better calibration than the baseline's.
      Squared calibration error: 0.0392, the baseline's: -0.0007.
      With a confidence of 0.95 the difference is at most 0.0632.

      90–100 %  ████████████████···|  stated  99.0 %  correct  79.0 %  n 200

      Baseline:
       80–90 %  ████████████████|···  stated  80.0 %  correct  79.0 %  n 200]
    `);
  });
});

test('what was measured stands in the metadata of the test, `.not` counted in', ({ task }) => {
  expect(sound).toHaveBrierBelow(0.07);
  expect(sound).not.toDiscriminate({ auroc: 0.5, confidence: 0.95 });
  expect(() => expect(sound).toHaveBrierBelow(0.05)).toThrow();
  expect(task.meta.calibration).toMatchObject([
    {
      matcher: 'toHaveBrierBelow',
      passed: true,
      n: 4,
      figures: { brier: expect.closeTo(0.0675), limit: 0.07 },
    },
    { matcher: 'toDiscriminate', passed: true, n: 4, figures: { auroc: 1, claimed: 0.5 } },
    { matcher: 'toHaveBrierBelow', passed: false, n: 4, figures: { limit: 0.05 } },
  ]);
  expect(JSON.parse(JSON.stringify(task.meta.calibration))).toEqual(task.meta.calibration);
});

test('outside Vitest the matchers are functions of their arguments', () => {
  const { pass, message } = calibrationMatchers.toHaveBrierBelow(sound, 0.07);
  expect(pass).toBe(true);
  expect(message()).toContain('Measured: 0.067.');
});
