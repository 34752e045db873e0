import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings, isTooWide } from './findings.js';
import { HOSTILE, hostileLog, largeLog, plainLog } from './logs.js';
import { folder, picture, staticSite, visitIn } from './site.js';

const site = staticSite();

const TABS = {
  challenge: '.question',
  compare: 'main h1',
  fingerprint: '.drop',
  evidence: '.drop',
  evaluation: '.drop',
  training: 'main h1',
};

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.waiting') === null);
  await page.waitForTimeout(600);
}

for (const theme of ['light', 'dark'] as const)
  for (const width of [1280, 360])
    test(`every tab, ${theme}, ${width} pixels wide`, async () => {
      for (const [tab, shows] of Object.entries(TABS)) {
        const { page, complaints } = await site.visit(`#/${tab}`, { width, theme });
        await page.waitForSelector(shows);
        await settled(page);
        expect(await findings(page), tab).toEqual([]);
        expect(await isTooWide(page), tab).toBe(false);
        expect(complaints, tab).toEqual([]);
        await picture(page, `${tab}-${theme}-${width}`);
        await page.context().close();
      }
    });

for (const theme of ['light', 'dark'] as const)
  for (const width of [1280, 360])
    test(`the demo run in three tabs, ${theme}, ${width} pixels wide`, async () => {
      const { page, complaints } = await site.visit('#/evaluation', { width, theme });
      await page.getByText('Open the answers of the demo run').click();
      await page.waitForSelector('.answer');
      await page.waitForSelector('.figure svg');
      for (const [tab, button, shows] of [
        ['evaluation', null, '.answer'],
        ['fingerprint', 'Show the demo run', 'table.fingerprint'],
        ['evidence', 'Show the demo run', '.numbers'],
      ] as const) {
        if (button !== null) {
          await page.goto(`${site.url}#/${tab}`);
          await page.getByRole('button', { name: button }).click();
        }
        await page.waitForSelector(shows);
        await page.waitForSelector('.figure svg');
        await settled(page);
        expect(await findings(page), tab).toEqual([]);
        expect(await isTooWide(page), tab).toBe(false);
        await picture(page, `${tab}-demo-${theme}-${width}`);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    });

test('ten questions, a log, its worst mistake, and the same view in a new window', async () => {
  const { page, complaints } = await site.visit('');
  for (let i = 1; i <= 10; i++) {
    await page.waitForSelector(`text=Question ${i} of 10`);
    const choice = page.locator('.choice input').first();
    if ((await choice.count()) > 0) await choice.check();
    else await page.locator('.question input[type=text]').fill('7');
    await page.locator('.confidence input').fill(String(40 + i));
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await page.waitForSelector('.breakdown');
    await page.getByRole('button', { name: 'Next question' }).click();
  }
  await page.waitForSelector('text=The set is done');
  expect(await page.locator('.standing-verdict').textContent()).toContain('10 of 20');

  await page.getByRole('link', { name: 'Evaluation' }).click();
  await page.locator('.drop input[type=file]').setInputFiles(plainLog());
  await page.waitForSelector('.verdict');
  const worst = page.locator('.answer').first();
  await worst.waitFor();
  expect(await worst.textContent()).toContain('Which river is the longest of Europe?');
  await worst.click();
  await page.waitForSelector('.detail .part');
  const shown = (await page.locator('.detail').textContent()) ?? '';
  expect(shown).toMatch(/incorrect at 99\.0\s%/);

  const other = await visitIn(await page.context().newPage(), page.url());
  await other.page.waitForSelector('.detail .part');
  expect(await other.page.locator('.detail').textContent()).toBe(shown);
  await other.page.waitForSelector('.verdict');
  expect(await other.page.locator('.verdict').textContent()).toBe(
    await page.locator('.verdict').textContent(),
  );
  expect([...complaints, ...other.complaints]).toEqual([]);
  await page.context().close();
});

test('a bin opens its questions, by keyboard, and the address says so', async () => {
  const { page } = await site.visit('#/evaluation');
  await page.locator('.drop input[type=file]').setInputFiles(plainLog());
  await page.waitForSelector('.verdict');
  await page.locator('.bins summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.includes('from='));
  // The number before stays until the new one has come.
  await page.waitForFunction(() =>
    /\b(?!300)\d+ of 300 answers/.test(document.querySelector('#answers h2')?.textContent ?? ''),
  );
  await page.goBack();
  await page.waitForFunction(() =>
    /300 of 300/.test(document.querySelector('#answers h2')?.textContent ?? ''),
  );
  await page.context().close();
});

test('the embedded policy answers in the page, with its distribution over confidences', async () => {
  const { page, complaints } = await site.visit('#/compare?q=2');
  await page.getByRole('button', { name: 'Ask both' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.distribution').length === 2);
  await page.waitForFunction(() => document.querySelectorAll('.side .reply + .row .stated').length === 2);
  for (const reply of await page.locator('.reply').allTextContents())
    expect(reply).toMatch(/<confidence>\d+<\/confidence><answer>/);
  expect(complaints).toEqual([]);
  await picture(page, 'compare-asked');
  await page.context().close();
});

test('hostile content is text, and saved texts are no formulas', async () => {
  const { page, complaints } = await site.visit('#/evaluation');
  await page.locator('.drop input[type=file]').setInputFiles(hostileLog());
  await page.waitForSelector('.answer');
  await page.waitForSelector('.figure svg');
  await page.locator('.answer').first().click();
  await page.waitForSelector('.detail .part');
  const seen = (await page.locator('body').textContent()) ?? '';
  expect(seen).toContain('<img src=x onerror');
  expect(seen).toContain('\\u202e');
  expect(seen).not.toContain('\u202e');
  expect(await page.title()).toBe('Evaluation · ECHO');
  expect(await page.locator('img').count()).toBe(0);
  expect(seen.length).toBeLessThan(200_000);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Answers as CSV' }).click();
  const stream = await (await saving).createReadStream();
  let csv = '';
  for await (const chunk of stream) csv += chunk;
  expect(csv).not.toMatch(/(^|,)"?[=@]/m);
  expect(csv).toContain(HOSTILE.split('"')[0] as string);
  expect(complaints).toEqual([]);
  await picture(page, 'hostile');
  await page.context().close();
});

test('200,000 answers are measured, and scrolling stays fluid', async () => {
  const { page, complaints } = await site.visit('#/evaluation');
  await page.evaluate(() => {
    const seen = { longest: 0, dropped: 0, reported: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask' });
    document.addEventListener('change', () => (seen.dropped = performance.now()), {
      capture: true,
      once: true,
    });
    new MutationObserver(() => {
      if (seen.reported === 0 && document.querySelector('.verdict')) seen.reported = performance.now();
    }).observe(document.body, { subtree: true, childList: true });
  });
  const seen = () =>
    page.evaluate(() => (globalThis as unknown as { seen: Record<string, number> }).seen) as Promise<{
      readonly longest: number;
      readonly dropped: number;
      readonly reported: number;
    }>;
  await page.locator('.drop input[type=file]').setInputFiles(largeLog());
  await page.waitForSelector('.answer', { timeout: 200_000 });
  await page.waitForSelector('.verdict', { timeout: 200_000 });
  await page.waitForSelector('.figure svg');
  const { dropped, reported, longest: before } = await seen();
  await page.evaluate(() => Object.assign((globalThis as unknown as { seen: object }).seen, { longest: 0 }));
  for (let i = 1; i <= 60; i++) {
    await page.locator('.rows').evaluate((rows, share) => {
      rows.scrollTop = share * rows.scrollHeight;
    }, i / 61);
    await page.waitForTimeout(30);
  }
  await page.waitForFunction(() => (document.querySelectorAll('.answer').length ?? 0) > 5);
  const { longest } = await seen();
  const task = (ms: number) => (ms === 0 ? 'none of 50 ms' : `${ms.toFixed(0)} ms`);
  console.log(
    `200,000 answers: report after ${((reported - dropped) / 1000).toFixed(1)} s; longest task until then ${task(before)}, while scrolling ${task(longest)}`,
  );
  expect(longest).toBeLessThan(1000);
  expect(complaints).toEqual([]);
  await picture(page, 'large');
  await page.context().close();
});

test('echo.html opens from a file and measures a log', async () => {
  const { page, complaints } = await site.visit(`file://${folder('dist-static')}echo.html`);
  await page.locator('.drop input[type=file]').waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'Evaluation' }).click();
  await page.locator('.drop input[type=file]').setInputFiles(plainLog());
  await page.waitForSelector('.verdict');
  await page.waitForSelector('.figure svg');
  expect(await page.locator('nav a').allTextContents()).toEqual(['Fingerprint', 'Evidence', 'Evaluation']);
  expect(complaints).toEqual([]);
  await picture(page, 'echo-html');
  await page.context().close();
});
