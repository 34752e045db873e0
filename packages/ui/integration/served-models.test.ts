import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { findings } from './findings.js';
import { taskFile } from './logs.js';
import { picture, servedSite } from './site.js';

const TOKEN = 'open sesame';

const model = startModel();
const site = servedSite(async () => {
  await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`;
  return ['--token', TOKEN, '--completer', `stub=${address}`];
});

afterAll(() => void model.close());

/** A model that answers B, seven times of ten sure of it; slowly, where the question is long. */
function startModel(): Server {
  return createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      const content = '<confidence>70</confidence><answer>B</answer>';
      const reply = { choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }] };
      setTimeout(
        () => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(JSON.stringify(reply));
        },
        body.includes('What is ') && body.includes(' + ') ? 200 : 5,
      );
    });
  });
}

/** The browser itself reports each 401; that is what is tested here. */
const unexpected = (complaints: readonly string[]) => complaints.filter((text) => !text.includes('401'));

async function giveToken(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Use this token' }).click();
}

test('the token is asked for once, and a model of the server is evaluated, cancelled and opened', async () => {
  const { page, complaints } = await site.visit('/#/evaluation');
  await page.getByText('This server asks for a token').waitFor();
  await giveToken(page, 'wrong');
  await page.getByText('does not take this token').waitFor();
  expect(await findings(page)).toEqual([]);
  await picture(page, 'token');
  await giveToken(page, TOKEN);
  await page.getByLabel('Model').selectOption('stub');
  await page.locator('.run-evaluation input[type=file]').setInputFiles(taskFile(400));
  await page.getByRole('button', { name: 'Evaluate' }).click();
  await page.getByText(/Answering: \d+ of 400/).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText(/Cancelled after \d+ answers/).waitFor();
  const list = await page.request.get(`${site.url}/echo/evaluations`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(await list.json()).toMatchObject({ evaluations: [{ state: 'cancelled', split: 'tasks' }] });
  await page.getByLabel('Tasks').selectOption('domain-aware');
  await page.getByRole('button', { name: 'Evaluate' }).click();
  await page.waitForSelector('.verdict');
  expect(await page.locator('.log-name').textContent()).toContain('stub on medium: domain-aware');
  // One confidence for all has no spread.
  expect(await page.locator('.benchmark').textContent()).toContain('Benchmark not passed: score .000');
  await page.reload();
  await page.waitForSelector('.verdict');
  expect(await page.getByText('This server asks for a token').count()).toBe(0);
  expect(unexpected(complaints)).toEqual([]);
  await page.context().close();
});

test('in an isolated page, under its policy, a training runs on more than one thread', async () => {
  const { page, complaints } = await site.visit('/#/training?steps=1&heldout=8');
  await giveToken(page, TOKEN);
  await page.getByRole('button', { name: 'Start training' }).click();
  await page.getByText(/About \d+ minutes? for 1 step .* measured here with [2-9]\d* threads/).waitFor();
  await page.getByText('Done: 1 step').waitFor();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(unexpected(complaints)).toEqual([]);
  await page.context().close();
});
