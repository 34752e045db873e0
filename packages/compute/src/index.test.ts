import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "clearGradientTape",
      "loadBackend",
      "rawTensorCount",
      "sparseSoftmaxCrossEntropy",
      "tensorOps",
      "tfjsOps",
      "treeForEach",
      "treeLeaves",
      "treeMap",
    ]
  `);
});
