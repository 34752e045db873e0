import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "accuracy",
      "analyzeReward",
      "calibration",
      "correctness",
      "defineReward",
      "format",
      "groupReward",
      "logarithmicScore",
      "overconfidencePenalty",
      "presets",
      "quadraticScore",
      "rewardByName",
      "sphericalScore",
      "thresholdBet",
      "underconfidencePenalty",
    ]
  `);
});
