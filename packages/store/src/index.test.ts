import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/store', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "countTable",
      "exportJsonl",
      "exportParquet",
      "openStore",
    ]
  `);
});
