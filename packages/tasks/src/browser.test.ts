import { bundleForBrowser } from '@echo/testing/bundle-for-browser';
import { expect, test } from 'vitest';

test.each(['index', 'builtin'])('%s is bundled for browsers without a Node module', async (entry) => {
  const { nodeImports, warnings } = await bundleForBrowser(new URL(`./${entry}.ts`, import.meta.url));
  expect(nodeImports).toEqual([]);
  expect(warnings).toEqual([]);
});
