import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "CALIBRATED_EXAMPLES",
      "DISAGREEMENT_FACTOR",
      "HEURISTIC_DIFFICULTY",
      "HEURISTIC_DOMAIN",
      "allMethods",
      "alwaysFifty",
      "alwaysHigh",
      "answered",
      "baseRateConfidence",
      "baseRatePredictions",
      "baselines",
      "benchmarkTable",
      "compare",
      "compareMethods",
      "confidenceExpectation",
      "crossValidatedRecalibration",
      "domainAndSource",
      "evalReport",
      "evalReportBuilder",
      "evaluate",
      "evaluateAll",
      "externalConfidence",
      "fewShot",
      "fitRecalibration",
      "fromFunction",
      "heuristicConfidence",
      "holm",
      "honestyPrompt",
      "memoryTrialStore",
      "methodTable",
      "parseTrialLog",
      "probabilityTrue",
      "readingTrials",
      "recalibrateTrials",
      "recalibrated",
      "recordedCompleter",
      "recording",
      "runBenchmarks",
      "scoreBenchmark",
      "scorePrompt",
      "selfConsistency",
      "sequenceLikelihood",
      "statedAfter",
      "statedBefore",
      "summarizeMethod",
      "temperatureScaled",
      "topK",
      "withConfidence",
      "withQuestions",
      "withRetry",
    ]
  `);
  expect(Object.keys(await import('./node.js')).sort()).toEqual(['fileTrialStore']);
  expect(Object.keys(await import('./echo-bench.js')).sort()).toMatchInlineSnapshot(`
    [
      "benchResult",
      "benchSettings",
      "formatBenchResult",
      "isBenchResult",
      "leaderboard",
      "leaderboardTable",
      "parseBenchResult",
      "partsTable",
      "settingsHash",
      "shortHash",
    ]
  `);
  expect(Object.keys(await import('./openai.js')).sort()).toEqual(['openAICompatible']);
  expect(Object.keys(await import('./ai-sdk.js')).sort()).toEqual(['fromAiSdk']);
});
