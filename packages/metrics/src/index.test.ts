import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/metrics', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "abstentionRate",
      "accuracy",
      "auroc",
      "aurocInterval",
      "aurocVariance",
      "averageCalibrationError",
      "averagePrecision",
      "brierDecomposition",
      "brierIndex",
      "brierScore",
      "brierSkill",
      "calibrationReport",
      "confidenceTargetScore",
      "confidenceVariety",
      "confidentErrorRate",
      "confidentHallucinationRate",
      "corpDecomposition",
      "debiasedCalibrationError",
      "debiasedSquaredCalibrationError",
      "expectedCalibrationError",
      "falsePositiveRate",
      "goodmanKruskalGamma",
      "groupAuroc",
      "groupCalibration",
      "itemBrierScore",
      "itemLogLoss",
      "logLoss",
      "maximumCalibrationError",
      "meanConfidence",
      "mergeTables",
      "outcomeCounts",
      "outcomeScores",
      "overconfidenceError",
      "overconfidenceRate",
      "rankBinnedError",
      "reliabilityCurve",
      "resolution",
      "sharpness",
      "sphericalScore",
      "summarize",
      "tableBuilder",
      "tabulate",
      "tabulateBy",
      "underconfidenceError",
      "underconfidenceRate",
      "weightedOverconfidenceError",
    ]
  `);
});

test('@echo/metrics/smooth', async () => {
  expect(namesIn(await import('./smooth/index.js'))).toMatchInlineSnapshot(`
    [
      "integratedCalibrationIndex",
      "kernelCalibrationError",
      "maximumMeanCalibrationError",
      "smoothCalibrationError",
    ]
  `);
});

test('@echo/metrics/hypothesis-tests', async () => {
  expect(namesIn(await import('./hypothesis-tests/index.js'))).toMatchInlineSnapshot(`
    [
      "calibrationInTheLarge",
      "coxCalibration",
      "cumulativeTest",
      "hosmerLemeshowTest",
      "spiegelhalterTest",
    ]
  `);
});

test('@echo/metrics/selective', async () => {
  expect(namesIn(await import('./selective/index.js'))).toMatchInlineSnapshot(`
    [
      "accuracyAtCoverage",
      "areaUnderAccuracyRejection",
      "areaUnderGeneralizedRisk",
      "areaUnderRiskCoverage",
      "coverageAtAccuracy",
      "excessAreaUnderRiskCoverage",
      "predictionRejectionRatio",
      "riskCoverageCurve",
      "selectiveThreshold",
    ]
  `);
});

test('@echo/metrics/uncertainty', async () => {
  expect(namesIn(await import('./uncertainty/index.js'))).toMatchInlineSnapshot(`
    [
      "bootstrapInterval",
      "bootstrapIntervals",
      "clopperPearsonInterval",
      "compareAurocs",
      "compareModels",
      "consistencyBars",
      "corpBands",
      "jeffreysInterval",
      "mcNemarTest",
      "wilsonInterval",
    ]
  `);
});

test('@echo/metrics/fingerprint', async () => {
  expect(namesIn(await import('./fingerprint/index.js'))).toMatchInlineSnapshot(`
    [
      "compareFingerprints",
      "epistemicFingerprint",
      "fingerprintDistance",
    ]
  `);
});

test('@echo/metrics/recalibration', async () => {
  expect(namesIn(await import('./recalibration/index.js'))).toMatchInlineSnapshot(`
    [
      "applyIsotonic",
      "applyRecalibration",
      "applyVennAbers",
      "fitBayesianBinning",
      "fitBest",
      "fitBeta",
      "fitHistogram",
      "fitIsotonic",
      "fitLogistic",
      "fitPlatt",
      "fitTemperature",
      "fitVennAbers",
      "recalibrationFromJson",
    ]
  `);
});

test('@echo/metrics/two-alternative', async () => {
  expect(namesIn(await import('./two-alternative/index.js'))).toMatchInlineSnapshot(`
    [
      "metaDPrime",
      "ratingCounts",
    ]
  `);
});

test('@echo/metrics/adapters', async () => {
  expect(namesIn(await import('./adapters/index.js'))).toMatchInlineSnapshot(`
    [
      "expectedConfidence",
      "fromInspect",
      "fromLmEvaluationHarness",
      "fromOpenAiEvals",
      "fromPromptfoo",
      "parseJson",
      "parseJsonLines",
      "probabilityOfTrue",
      "sequenceLikelihood",
    ]
  `);
});

test('@echo/metrics/matchers', async () => {
  expect(namesIn(await import('./matchers/index.js'))).toMatchInlineSnapshot(`
    [
      "calibrationMatchers",
      "testBetterCalibrated",
      "testCalibrationClaim",
    ]
  `);
});

test('@echo/metrics/vitest', async () => {
  expect(namesIn(await import('./vitest/index.js'))).toMatchInlineSnapshot(`
    [
      "calibrationMatchers",
    ]
  `);
});

test('@echo/metrics/autoevals', async () => {
  expect(namesIn(await import('./autoevals/index.js'))).toMatchInlineSnapshot(`
    [
      "brierScorer",
      "logScorer",
    ]
  `);
});

test('@echo/metrics/evalite', async () => {
  expect(namesIn(await import('./evalite/index.js'))).toMatchInlineSnapshot(`
    [
      "brierScorer",
      "logScorer",
    ]
  `);
});

test('@echo/metrics/vitest-evals', async () => {
  expect(namesIn(await import('./vitest-evals/index.js'))).toMatchInlineSnapshot(`
    [
      "brierScorer",
      "logScorer",
    ]
  `);
});

test('@echo/metrics/mastra', async () => {
  expect(namesIn(await import('./mastra/index.js'))).toMatchInlineSnapshot(`
    [
      "brierScorer",
      "logScorer",
    ]
  `);
});

test('@echo/metrics/langfuse', async () => {
  expect(namesIn(await import('./langfuse/index.js'))).toMatchInlineSnapshot(`
    [
      "brierScorer",
      "calibrationEvaluator",
      "logScorer",
    ]
  `);
});

test('@echo/metrics/promptfoo', async () => {
  expect(namesIn(await import('./promptfoo/index.js'))).toMatchInlineSnapshot(`
    [
      "brierScorer",
      "calibrationExtension",
      "logScorer",
    ]
  `);
});
