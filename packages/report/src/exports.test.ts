import { expect, test } from 'vitest';

test('exports', async () => {
  const names = async (entry: Promise<object>) => Object.keys(await entry).sort();
  expect(await names(import('./index.js'))).toMatchInlineSnapshot(`
    [
      "analyzeTrials",
      "keyNumbers",
      "reportFigures",
      "reportHtml",
      "reportJson",
      "reportMarkdown",
      "tablePageHtml",
      "visible",
    ]
  `);
  expect(await names(import('./node/index.js'))).toMatchInlineSnapshot(`
    [
      "writeReport",
    ]
  `);
});
