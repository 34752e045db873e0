import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings, isTooWide } from './findings.js';
import { picture, servedSite } from './site.js';

const site = servedSite(() => ['--runs', mkdtempSync(join(tmpdir(), 'echo-ui-runs-'))]);

async function sound(page: Page): Promise<void> {
  await page.waitForSelector('.figure svg');
  expect(await findings(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
}

test('a run of the server is started, paused, resumed and measured', async () => {
  const { page, complaints } = await site.visit('#/training?reward=rlcr&seed=3&steps=5&heldout=8', {
    theme: 'dark',
  });
  await page.getByLabel('Where').selectOption('server');
  await page.getByRole('button', { name: 'Start training' }).click();
  await page.getByText(/^Step [1-3] of 5/).waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  const paused = page.getByText(/^Paused on the server after [1-4] of 5 steps/);
  await paused.waitFor();
  const made = Number(/after (\d)/.exec((await paused.textContent()) ?? '')?.[1]);
  await picture(page, 'server-run-paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText(new RegExp(`^Step [${made + 1}-5] of 5`)).waitFor();
  await page.getByText('Done: 5 steps').waitFor();
  const measured = page.locator('.held-out tbody tr').first();
  expect(await measured.locator('td').allTextContents()).toEqual([
    '8',
    expect.stringMatching(/^0?\.\d+$/),
    expect.stringMatching(/^0?\.\d+$/),
  ]);
  await sound(page);
  await picture(page, 'server-run-dark-1280');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('on a phone, a run of the server is opened and another is trained beside it', async () => {
  const { page, complaints } = await site.visit('#/training?where=server&steps=1&heldout=8', { width: 390 });
  await page.getByLabel('A run of this server').selectOption('rlcr-3');
  await page.getByText('Done: 5 steps').waitFor();
  await page.getByRole('button', { name: 'Train again, beside this run' }).click();
  await page.getByText('Reward changed: rlcr → honest. Seed changed: 3 → 1.').waitFor();
  await page.getByText('Done: 1 step').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.held-out tbody tr').length === 2);
  await sound(page);
  await picture(page, 'server-run-light-390');
  expect(complaints).toEqual([]);
  await page.context().close();
});
