/**
 * Lighthouse on the static build: accessibility of at least 95 is asserted; performance, the median of three,
 * is told.
 */
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../dist-static/', import.meta.url));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const server = createServer((request, response) => {
  const file = join(root, new URL(request.url, 'http://x').pathname.replace(/\/$/, '/index.html'));
  if (!existsSync(file) || statSync(file).isDirectory()) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const folder = mkdtempSync(join(tmpdir(), 'echo-lighthouse-'));
const chrome = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

async function audit(tab, time) {
  const out = join(folder, `${tab}-${time}.json`);
  const address = `http://127.0.0.1:${server.address().port}/#/${tab}`;
  const run = spawn(
    'npx',
    [
      '-y',
      'lighthouse@12.8.2',
      address,
      '--preset=desktop',
      '--only-categories=accessibility,performance',
      '--output=json',
      `--output-path=${out}`,
      '--quiet',
      '--chrome-flags=--headless=new --no-sandbox',
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, CHROME_PATH: chrome } },
  );
  const code = await new Promise((resolve) => run.once('exit', resolve));
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} on ${tab}.`);
  const { categories } = JSON.parse(readFileSync(out, 'utf8'));
  return {
    accessibility: 100 * categories.accessibility.score,
    performance: 100 * categories.performance.score,
  };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const results = [];
for (const tab of ['challenge', 'evaluation']) {
  const times = tab === 'challenge' ? 3 : 1;
  const audits = [];
  for (let time = 0; time < times; time++) audits.push(await audit(tab, time));
  const least = Math.min(...audits.map(({ accessibility }) => accessibility));
  console.log(
    `${tab}: accessibility ${least.toFixed(0)}, performance ${median(audits.map(({ performance }) => performance)).toFixed(0)} (median of ${times})`,
  );
  results.push(least);
}
server.close();
if (results.some((score) => score < 95)) {
  console.error('Accessibility is below 95; the audits say where.');
  process.exit(1);
}
