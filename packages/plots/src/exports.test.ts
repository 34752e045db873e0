import { expect, test } from 'vitest';

test('exports', async () => {
  const names = async (entry: Promise<object>) => Object.keys(await entry).sort();
  expect(await names(import('./index.js'))).toMatchSnapshot('@echo/plots');
  expect(await names(import('./render/index.js'))).toMatchSnapshot('@echo/plots/render');
  expect(await names(import('./png/index.js'))).toMatchSnapshot('@echo/plots/png');
});
