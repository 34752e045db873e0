import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings, isTooWide } from './findings.js';
import { oddLog, plainLog, taskFile } from './logs.js';
import { picture, staticSite } from './site.js';

const site = staticSite();

async function sound(page: Page): Promise<void> {
  expect(await findings(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
}

test('the embedded policy is evaluated on a benchmark, with bytes and answers told, and saved', async () => {
  const { page, complaints } = await site.visit('#/evaluation');
  await page.evaluate(() => {
    const told: string[] = [];
    (globalThis as unknown as { told: string[] }).told = told;
    new MutationObserver(() => {
      for (const bar of document.querySelectorAll('.progress')) told.push(bar.textContent ?? '');
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await page.getByLabel('Model').selectOption('nano-after');
  await page.getByLabel('Tasks').selectOption('anti-hallucination');
  await page.getByRole('button', { name: 'Evaluate' }).click();
  await page.waitForSelector('.answer');
  await page.waitForSelector('.verdict');
  const told = await page.evaluate(() => (globalThis as unknown as { told: string[] }).told);
  expect(told.some((text) => /Fetching the embedded policy: [\d.]+ of 5\.\d MB/.test(text))).toBe(true);
  expect(told.some((text) => /Answering: (?:8|16|24) of 30/.test(text))).toBe(true);
  expect(await page.locator('.log-name').textContent()).toContain('hard: anti-hallucination');
  const outcome = (await page.locator('.benchmark').textContent()) ?? '';
  expect(outcome).toMatch(
    /Benchmark (?:not )?passed: score 1?\.\d+, at least \.50 needed; o .*; h .* \(n = 30\)/,
  );
  expect(outcome).toContain('Passes with less than 15 % of the incorrect answers');
  await picture(page, 'benchmark');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Answers as a log' }).click();
  const saved = await (await saving).path();
  await page.getByRole('button', { name: 'Another log' }).click();
  await page.locator('.drop input[type=file]').setInputFiles(saved);
  await page.waitForSelector('.verdict');
  expect(await page.locator('.log-name').textContent()).toContain('30 answers');
  expect(complaints).toEqual([]);
  await page.context().close();
});

for (const [width, theme] of [
  [1280, 'light'],
  [390, 'dark'],
] as const)
  test(`an evaluation of a task file is cancelled, ${theme}, ${width} pixels wide`, async () => {
    const { page, complaints } = await site.visit('#/evaluation', { width, theme });
    await page.locator('.run-evaluation input[type=file]').setInputFiles(taskFile(400));
    await page.getByText('tasks.jsonl, 400 tasks').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Evaluate' }).click();
    await page.getByText(/Answering: \d+ of 400/).waitFor();
    await sound(page);
    await page.locator('.run-evaluation').scrollIntoViewIfNeeded();
    await picture(page, `evaluate-${theme}-${width}`);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText(/Cancelled after \d+ answers/).waitFor();
    await page.locator('.run-evaluation input[type=file]').setInputFiles(plainLog());
    expect(await page.getByRole('alert').textContent()).toMatch(/answers\.csv, line 1: not valid JSON/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

test('a log that cannot be guessed is read as the controls of the page say', async () => {
  const { page } = await site.visit('#/evaluation');
  await page.locator('.drop input[type=file]').setInputFiles(oddLog());
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('“How to read it”');
  expect(await alert.textContent()).not.toContain('--');
  await sound(page);
  await picture(page, 'how-to-read');
  await page.getByLabel('Confidence field').fill('sure');
  await page.getByLabel('Verdict field').fill('ok');
  await page.getByLabel('Format').selectOption('csv');
  await page.getByRole('button', { name: 'Read it so' }).click();
  await page.waitForSelector('.verdict');
  await page.context().close();
});

test('a worker of logs that fails is told in words', async () => {
  const { page } = await site.visit('#/challenge');
  await page.route('**/log-worker-*.js', (route) => route.fulfill({ body: 'throw new Error("broken");' }));
  await page.getByRole('link', { name: 'Evaluation' }).click();
  await page.locator('.drop input[type=file]').setInputFiles(plainLog());
  await page
    .getByText(/The reading of logs has ended in this browser.*reload the page/)
    .first()
    .waitFor();
  await page.context().close();
});

test('the threshold is dragged along the curve, by pointer and by keys', async () => {
  const { page, complaints } = await site.visit('#/evaluation');
  await page.locator('.drop input[type=file]').setInputFiles(plainLog());
  const handle = page.getByRole('slider', { name: 'Answer from this confidence on' });
  await handle.waitFor();
  await handle.scrollIntoViewIfNeeded();
  const value = async () => Number(await handle.getAttribute('aria-valuenow'));
  const before = await value();
  const box = await handle.boundingBox();
  if (!box) throw new Error('The handle has no place.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 90, box.y, { steps: 5 });
  await page.mouse.up();
  const dragged = await value();
  expect(dragged).toBeLessThan(before);
  expect(page.url()).toContain('threshold=');
  await page.waitForTimeout(500);
  const moved = await handle.boundingBox();
  expect((moved?.x ?? 0) - box.x).toBeGreaterThan(60);
  await handle.focus();
  await page.keyboard.press('ArrowUp');
  await page.waitForTimeout(300);
  expect(await value()).toBe(dragged + 1);
  await sound(page);
  await picture(page, 'risk-handle');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a phone lists the confidence of the other log, too', async () => {
  const { page } = await site.visit('#/evaluation', { width: 390 });
  await page.getByText('Open the answers of the demo run').click();
  await page.waitForSelector('.answer.paired');
  const both = page.locator('.answer.paired').first().locator('.stated .word');
  expect(await both.count()).toBe(2);
  for (const word of await both.all()) expect(await word.isVisible()).toBe(true);
  await sound(page);
  await page.locator('#answers').scrollIntoViewIfNeeded();
  await picture(page, 'paired-390');
  await page.context().close();
});

test('the time of a training is told before it starts, and a second run lies over the first', async () => {
  const { page, complaints } = await site.visit('#/training?steps=1&heldout=8');
  await page.getByRole('button', { name: 'Start training' }).click();
  await page.getByText(/About \d+ minutes? for 1 step .* measured here without threads/).waitFor();
  await page.getByText('Done: 1 step').waitFor();
  await page.getByLabel('Seed').fill('2');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Train again, beside this run' }).click();
  await page.getByText('Seed changed: 1 → 2.').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.held-out tbody tr').length === 2);
  await page.getByText('Done: 1 step').waitFor();
  expect(await page.locator('.figure').first().textContent()).toContain('honest, seed 2');
  await sound(page);
  await picture(page, 'training-compared');
  expect(complaints).toEqual([]);
  await page.context().close();
});
