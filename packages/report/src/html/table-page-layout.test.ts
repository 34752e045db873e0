import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { tablePageHtml } from './table-page.js';

const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

const hostile = `<img src=x onerror="document.title='run'"> ${'x'.repeat(150)} <script>document.title='run'</script>`;
const numbers = ['score', 'accuracy', 'ECE', 'Brier', 'AUROC'];

test.skipIf(!browserPath).each([1280, 900, 360])(
  'in Chromium at %i pixels: nothing asked for, run, squeezed or wider than the page',
  async (width) => {
    const browser = await chromium.launch({ executablePath: browserPath as string, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      const told: string[] = [];
      page.on('request', (request) => told.push(request.url()));
      page.on('console', (message) => told.push(message.text()));
      await page.setContent(
        tablePageHtml({
          title: 'Leaderboard',
          headline: `${hostile} is first.`,
          sentences: ['d'.repeat(64)],
          tables: [
            {
              title: 'Models',
              columns: ['model', ...numbers].map((name) => ({ name, meaning: 'a meaning of it' })),
              rows: [hostile, 'short'].map((name) => [name, ...numbers.map(() => '-0.124 [-0.141, -0.108]')]),
              textColumns: ['model'],
            },
          ],
        }),
      );
      expect(told).toEqual([]);
      expect(await page.title()).toBe('Leaderboard');
      expect(await page.locator('main img, script').count()).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      const names = await page.locator('.name').evaluateAll((all) => all.map((each) => each.clientWidth));
      expect(Math.min(...names)).toBeGreaterThan(90);
      const numbersFit = await page
        .locator('.number')
        .evaluateAll((all) => all.every((each) => each.getClientRects().length === 1));
      expect(numbersFit).toBe(true);
    } finally {
      await browser.close();
    }
  },
);
