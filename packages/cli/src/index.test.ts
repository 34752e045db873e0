import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "beforeAndAfter",
      "defineConfig",
      "finishedText",
      "jsonReporter",
      "main",
      "reportTable",
      "textReporter",
      "withInterrupt",
    ]
  `);
});
