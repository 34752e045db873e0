import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "abstention",
      "accuracy",
      "analyzeReward",
      "calibration",
      "correctness",
      "defineReward",
      "format",
      "groupReward",
      "length",
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
