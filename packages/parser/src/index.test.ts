import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/parser', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "DEFAULT_CONFIDENCE",
      "MAX_ABSTENTION_CONFIDENCE",
      "VERBAL_CONFIDENCE",
      "confidenceSpan",
      "createResponseParser",
      "formatConfidence",
      "formatResponse",
      "isAbstention",
      "parseResponse",
      "verbalConfidence",
    ]
  `);
});
