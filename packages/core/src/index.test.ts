import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "ERROR_CODES",
      "EchoError",
      "STOP",
      "TAGS",
      "assertProbability",
      "createRng",
      "isEchoError",
      "packed",
    ]
  `);
});
