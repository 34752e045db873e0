import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('echo-rl', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "main",
      "readLog",
    ]
  `);
});

test('echo-rl/commands', async () => {
  expect(namesIn(await import('./commands.js'))).toMatchInlineSnapshot(`
    [
      "Exit",
      "addAnalyze",
      "addCommand",
      "addCompare",
      "addCompletion",
      "addFingerprint",
      "addPlots",
      "addRecalibrate",
      "addReward",
      "clearReport",
      "completeWhenCalled",
      "createProgram",
      "duration",
      "examplesOf",
      "expectFreeFile",
      "expectFreeFolder",
      "goOnWithoutReader",
      "integerAtLeast",
      "misuse",
      "oneOf",
      "progressBar",
      "runProgram",
      "share",
      "similar",
      "takeSettings",
      "textTable",
    ]
  `);
});

test('echo-rl/log', async () => {
  expect(namesIn(await import('./log/browser/index.js'))).toMatchInlineSnapshot(`
    [
      "LOG_FORMATS",
      "logNotes",
      "readLogBlob",
    ]
  `);
});

test('echo-rl/terminal', async () => {
  expect(namesIn(await import('./terminal.js'))).toMatchInlineSnapshot(`
    [
      "analysisSummary",
      "analysisText",
      "logOf",
    ]
  `);
});
