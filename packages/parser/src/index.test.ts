import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "DEFAULT_CONFIDENCE",
      "MAX_ABSTENTION_CONFIDENCE",
      "VERBAL_CONFIDENCE",
      "confidencePrefixLength",
      "createResponseParser",
      "formatConfidence",
      "formatResponse",
      "isAbstention",
      "parseResponse",
      "verbalConfidence",
    ]
  `);
});
