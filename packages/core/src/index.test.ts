import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "ERROR_CODES",
      "EchoError",
      "RESPONSE_TAGS",
      "STOP_SEQUENCES",
      "assertProbability",
      "createRng",
      "greedyBatches",
      "isEchoError",
    ]
  `);
});
