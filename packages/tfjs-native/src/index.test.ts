import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/tfjs-native', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "TfjsNativeError",
      "findInstalled",
      "install",
      "loadNative",
    ]
  `);
});
