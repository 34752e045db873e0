import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/reward', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
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
