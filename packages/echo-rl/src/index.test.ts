import { expect, test } from 'vitest';
import * as commands from './commands.js';
import * as entry from './index.js';
import * as terminal from './terminal.js';

test('the entries export exactly this', () => {
  expect([entry, commands, terminal].map((each) => Object.keys(each).sort())).toMatchInlineSnapshot(`
    [
      [
        "main",
        "readLog",
      ],
      [
        "Exit",
        "addAnalyze",
        "addCommand",
        "addCompare",
        "addPlots",
        "addRecalibrate",
        "addReward",
        "clearReport",
        "completeWhenCalled",
        "createProgram",
        "duration",
        "expectFreeFile",
        "expectFreeFolder",
        "integerAtLeast",
        "misuse",
        "oneOf",
        "progressBar",
        "runProgram",
        "share",
        "similar",
        "textTable",
      ],
      [
        "analysisSummary",
        "analysisText",
        "logOf",
      ],
    ]
  `);
});
