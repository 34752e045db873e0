import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings, isTooWide } from './findings.js';
import { taskFile } from './logs.js';
import { launch, picture, visit } from './site.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const TOKEN = 'open sesame';
let browser: Browser;
let model: Server;
let server: ChildProcess;
let url: string;

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

beforeAll(async () => {
  browser = await launch();
  model = startModel();
  await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
  const completer = `stub=http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`;
  const program = ['--import', 'tsx', '--conditions=@echo/source', 'packages/cli/src/bin.ts'];
  const flags = ['--port', '0', '--store', ':memory:', '--token', TOKEN, '--completer', completer];
  server = spawn(process.execPath, [...program, 'serve', ...flags], { cwd: root });
  url = await new Promise<string>((resolve, reject) => {
    server.stdout?.once('data', (text) => resolve(String(text).trim()));
    server.once('exit', (code) => reject(new Error(`echo-rl serve ended with ${code}`)));
  });
});

afterAll(async () => {
  await browser?.close();
  server?.kill('SIGTERM');
  model?.close();
});

/** The browser itself reports each 401; that is what is tested here. */
const unexpected = (complaints: readonly string[]) => complaints.filter((text) => !text.includes('401'));

async function giveToken(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Use this token' }).click();
}

test('the token is asked for once, and a model of the server is evaluated, cancelled and opened', async () => {
  const { page, complaints } = await visit(browser, `${url}/#/evaluation`);
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
  const list = await page.request.get(`${url}/echo/evaluations`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(await list.json()).toMatchObject({ evaluations: [{ state: 'cancelled', split: 'tasks' }] });
  await page.getByLabel('Tasks').selectOption('domain-aware');
  await page.getByRole('button', { name: 'Evaluate' }).click();
  await page.waitForSelector('.verdict');
  expect(await page.locator('.log-name').textContent()).toContain('stub on medium: domain-aware');
  await page.reload();
  await page.waitForSelector('.verdict');
  expect(await page.getByText('This server asks for a token').count()).toBe(0);
  expect(unexpected(complaints)).toEqual([]);
  await page.context().close();
});

test('in an isolated page, under its policy, a training runs on more than one thread', async () => {
  const { page, complaints } = await visit(browser, `${url}/#/training?steps=1&heldout=8`);
  await giveToken(page, TOKEN);
  await page.getByRole('button', { name: 'Start training' }).click();
  await page.getByText(/About \d+ minutes? for 1 step .* measured here with [2-9]\d* threads/).waitFor();
  await page.getByText('Done: 1 step').waitFor();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(unexpected(complaints)).toEqual([]);
  await page.context().close();
});

/** A server with a trainer, by its wire format; that of `echo-rl serve --runs` has tests of its own. */
async function withTrainer(page: Page): Promise<string[]> {
  const asked: string[] = [];
  const run = {
    id: 'rlcr-3',
    state: 'running',
    ...{ reward: 'rlcr', seed: 3, steps: 0, of: 2, before: null, after: null, error: null },
    changed_at: '2026-01-01T00:00:00Z',
  };
  const step = (n: number) => ({
    type: 'step',
    step: { step: n, reward: 0.1 * n, accuracy: 0.4, meanConfidence: 0.8, ece: 0.2, seconds: 1 },
  });
  await page.route('**/echo/runs**', (route: Route) => {
    const path = new URL(route.request().url()).pathname;
    const method = route.request().method();
    if (method === 'POST') asked.push(`${path} ${route.request().postData()}`);
    if (path.endsWith('/events')) {
      const resumed = asked.some((one) => one.includes('/resume'));
      const measures = { before: { ece: 0.3, n: 200 }, after: { ece: 0.1, n: 200 } };
      const events = resumed
        ? [step(1), step(2), { type: 'end', run: { ...run, ...measures, steps: 2, state: 'finished' } }]
        : [step(1), { type: 'end', run: { ...run, steps: 1, state: 'paused' } }];
      const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
      return route.fulfill({ contentType: 'text/event-stream', body });
    }
    if (path.endsWith('/runs') && method === 'GET')
      return route.fulfill({
        json: { runs: [{ ...run, id: 'honest-1', reward: 'honest', seed: 1 }], can_start: true },
      });
    return route.fulfill({ json: run });
  });
  return asked;
}

for (const [width, theme] of [
  [1280, 'dark'],
  [390, 'light'],
] as const)
  test(`a run of the server is started, followed and resumed, ${theme}, ${width} pixels wide`, async () => {
    const { page, complaints } = await visit(browser, `${url}/#/challenge`, { width, theme });
    const asked = await withTrainer(page);
    await page.goto(`${url}/#/training?reward=rlcr&seed=3&steps=2`);
    await page.getByLabel('Where').selectOption('server');
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByText('Paused on the server after 1 of 2 steps').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Done: 2 steps').waitFor();
    expect(asked).toEqual(['/echo/runs {"reward":"rlcr","seed":3,"steps":2}', '/echo/runs/rlcr-3/resume {}']);
    await page.getByLabel('A run of this server').selectOption('honest-1');
    await page.getByText('Reward changed: rlcr → honest. Seed changed: 3 → 1.').waitFor();
    await page.waitForSelector('.figure svg');
    await page.waitForFunction(() => document.querySelectorAll('.held-out tbody tr').length === 2);
    expect(await findings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await picture(page, `server-run-${theme}-${width}`);
    expect(unexpected(complaints)).toEqual([]);
    await page.context().close();
  });
