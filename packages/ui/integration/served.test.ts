import { expect, test } from 'vitest';
import { picture, servedSite } from './site.js';

const site = servedSite();

test.each(['/', '/web', '/web/', '/ui', '/ui/'])('served at %s, under a strict policy', async (path) => {
  const { page, complaints } = await site.visit(`${path}#/challenge`);
  await page.waitForSelector('.question');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.getByRole('link', { name: 'Evaluation' }).click();
  await page.getByText('Open the answers of the demo run').click();
  await page.waitForSelector('.figure svg');
  expect(complaints).toEqual([]);
  if (path === '/') await picture(page, 'served');
  await page.context().close();
});

test('the runs and completers of the server are asked for', async () => {
  const { page, complaints } = await site.visit('/#/evidence');
  await page.waitForSelector('.drop');
  await page.goto(`${site.url}/#/compare`);
  await page.waitForSelector('main h1');
  expect(complaints).toEqual([]);
  await page.context().close();
});
