import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "clearGradientTape",
      "loadWasmBackend",
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

test('@echo/compute/node', async () => {
  expect(Object.keys(await import('./node.js')).sort()).toMatchInlineSnapshot(`
    [
      "loadBackend",
    ]
  `);
});
