import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/eval', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "baseRatePredictions",
      "baselines",
      "crossValidatedRecalibration",
      "evalReport",
      "evaluate",
      "evaluateAll",
      "scoreBenchmark",
    ]
  `);
});
