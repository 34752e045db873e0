import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeReport } from '../node/index.js';
import { sampleTrials } from '../testing/sample-trials.js';

const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

const hostile = '<img src=x onerror="document.title=\'run\'"> \u202e <script>document.title="run"</script>';

describe.skipIf(!browserPath)('in Chromium', () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'echo-report-'));
    const trials = sampleTrials(300, { bias: 0.3 }).map((trial, i) =>
      i % 7 === 0 ? { ...trial, question: hostile, answer: `${hostile} needle` } : trial,
    );
    const meta = { title: hostile, source: 'answers.jsonl' };
    await writeReport(folder, { trials, before: trials, meta }, { resamples: 50, figures: false });
    address = pathToFileURL(join(folder, 'report.html')).href;
    browser = await chromium.launch({ executablePath: browserPath as string, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens the report and gathers what it asks for and what the browser complains about. */
  async function open(
    width: number,
    hash = '',
  ): Promise<{ page: Page; asked: string[]; complaints: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const [asked, complaints]: string[][] = [[], []];
    page.on('request', (request) => asked?.push(request.url()));
    page.on('console', (message) => complaints?.push(message.text()));
    page.on('pageerror', (error) => complaints?.push(String(error)));
    await page.goto(address + hash);
    return { page, asked: asked ?? [], complaints: complaints ?? [] };
  }

  const visibleRows = (page: Page) => page.locator('#mistakes tbody tr:visible').count();

  test.each([1100, 360])(
    'at %i pixels: nothing asked for, nothing run, nothing wider than the page',
    async (width) => {
      const { page, asked, complaints } = await open(width);
      expect(asked).toEqual([address]);
      expect(complaints).toEqual([]);
      expect(await page.title()).toContain('<img src=x');
      expect(await page.locator('main img, main script').count()).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await page.locator('figure svg:visible').count()).toBe(await page.locator('figure').count());
      await page.close();
    },
  );

  test('words, domain and confidence filter the mistakes, and the address keeps the choice', async () => {
    const { page } = await open(1100);
    const all = await visibleRows(page);
    expect(all).toBeGreaterThan(50);
    await page.locator('[name=words]').fill('NEEDLE');
    const found = await visibleRows(page);
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(all / 2);
    await page.locator('[name=domain]').selectOption('logic');
    const both = await visibleRows(page);
    expect(both).toBeLessThan(found);
    expect(await page.locator('#shown').textContent()).toBe(`${both} of ${all} shown, from 0 % on`);
    const again = await open(1100, new URL(page.url()).hash);
    expect(await visibleRows(again.page)).toBe(both);
    expect(await again.page.locator('[name=words]').inputValue()).toBe('NEEDLE');
    await again.page.close();
    await page.locator('[name=words]').fill('no such words anywhere');
    expect(await visibleRows(page)).toBe(0);
    await page.locator('[name=words]').fill('');
    await page.locator('[name=domain]').selectOption('');
    await page.locator('[name=least]').fill('100');
    const sure = await visibleRows(page);
    expect(sure).toBeGreaterThan(0);
    expect(sure).toBeLessThan(all);
    await page.close();
  });

  test('both themes: text stands out from the page, and figures take its colours', async () => {
    const backgrounds: unknown[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme });
      await page.goto(address);
      const colors = await page.evaluate(
        `[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.wide svg rect')).fill]`,
      );
      expect((colors as readonly string[])[0]).toBe((colors as readonly string[])[1]);
      backgrounds.push((colors as readonly string[])[0]);
      await page.close();
    }
    expect(backgrounds).toEqual(['rgb(255, 255, 255)', 'rgb(18, 22, 28)']);
  });
});
