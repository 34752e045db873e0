import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/nano', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "NANO_FILES",
      "fetchNanoFiles",
      "nanoFromFiles",
    ]
  `);
});

test('@echo/nano/node', async () => {
  expect(Object.keys(await import('./node.js')).sort()).toMatchInlineSnapshot(`
    [
      "loadNano",
      "nanoFolder",
    ]
  `);
});
