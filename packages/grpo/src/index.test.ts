import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/grpo', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "NO_COMPLETIONS",
      "PUBLISHED_DEFAULTS",
      "TRAIN_DEFAULTS",
      "adapterValues",
      "applyGradients",
      "batchCredit",
      "centered",
      "collectRollouts",
      "completionCredit",
      "confidenceDistribution",
      "confidenceTargets",
      "confidenceTrie",
      "dcpoCredit",
      "disposeAdamW",
      "disposeGradients",
      "entropyCoefficient",
      "formatFinding",
      "formatVerdict",
      "gradientsOf",
      "groupSuccessRate",
      "initAdamW",
      "initialTrainState",
      "k3",
      "learningRate",
      "leastShare",
      "leaveOneOut",
      "likelihoodSuccessRates",
      "observeFormat",
      "ownVerdictWeight",
      "policyLoss",
      "restoreTrainState",
      "segmentCredit",
      "sftStep",
      "standardized",
      "stepAdamW",
      "takeSnapshot",
      "tokenWeights",
      "train",
      "trainSft",
      "trainStep",
      "withConfidenceDistribution",
    ]
  `);
});

test('@echo/grpo/defaults', async () => {
  expect(namesIn(await import('./defaults.js'))).toMatchInlineSnapshot(`
    [
      "PUBLISHED_DEFAULTS",
      "TRAIN_DEFAULTS",
    ]
  `);
});

test('@echo/grpo/node', async () => {
  expect(Object.keys(await import('./node.js')).sort()).toMatchInlineSnapshot(`
    [
      "loadTrainState",
      "saveTrainState",
    ]
  `);
});
