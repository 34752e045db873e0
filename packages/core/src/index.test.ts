import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/core', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "ERROR_CODES",
      "EchoError",
      "REPLY_ORDERS",
      "RESPONSE_TAGS",
      "assertProbability",
      "createRng",
      "greedyBatches",
      "isEchoError",
      "stopSequences",
    ]
  `);
});

test('@echo/core/text', async () => {
  expect(namesIn(await import('./text/index.js'))).toMatchInlineSnapshot(`
    [
      "boxedParts",
      "conclusionsOf",
      "endOfSentence",
      "plainText",
      "readQuantities",
      "withAsciiDigits",
      "withoutInvisible",
    ]
  `);
});
