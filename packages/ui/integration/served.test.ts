import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, picture, visit } from './site.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let browser: Browser;
let server: ChildProcess;
let url: string;

beforeAll(async () => {
  browser = await launch();
  const program = ['--import', 'tsx', '--conditions=@echo/source', 'packages/cli/src/bin.ts'];
  server = spawn(process.execPath, [...program, 'serve', '--port', '0', '--store', ':memory:'], {
    cwd: root,
  });
  url = await new Promise<string>((resolve, reject) => {
    server.stdout?.once('data', (text) => resolve(String(text).trim()));
    server.once('exit', (code) => reject(new Error(`echo-rl serve ended with ${code}`)));
  });
});

afterAll(async () => {
  await browser?.close();
  server?.kill('SIGTERM');
});

test.each(['/', '/web', '/web/', '/ui', '/ui/'])('served at %s, under a strict policy', async (path) => {
  const { page, complaints } = await visit(browser, `${url}${path}#/challenge`);
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
  const { page, complaints } = await visit(browser, `${url}/#/evidence`);
  await page.waitForSelector('.drop');
  await page.goto(`${url}/#/compare`);
  await page.waitForSelector('main h1');
  expect(complaints).toEqual([]);
  await page.context().close();
});
