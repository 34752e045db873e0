import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { SHIPPED } from '../../bundling/shipped-data.js';

/** Chromium on this machine, if there is one. */
export const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

/** A page in Chromium that has the client of the worker as `client`, and nothing else. */
export interface WorkerPage {
  readonly page: Page;
  close(): Promise<void>;
}

const root = new URL('../../../../', import.meta.url);

/**
 * Opens a page with the worker's client in Chromium, served from this machine.
 *
 * @param isolated whether the page is cross-origin isolated, which threads need.
 */
export async function openWorkerPage(isolated: boolean): Promise<WorkerPage> {
  const { outputFiles } = await build({
    entryPoints: ['policy-client', 'worker'].map((name) =>
      fileURLToPath(new URL(`../worker/${name}.ts`, import.meta.url)),
    ),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['@echo/source'],
    outdir: 'built',
    write: false,
  });
  const scripts = new Map(
    outputFiles.map(({ path, text }) => [path.endsWith('worker.js') ? '/worker.ts' : '/client.js', text]),
  );
  const html = `<!doctype html><meta charset="utf-8"><title>worker</title><script type="module">
    import { policyClient } from './client.js';
    window.openClient = (options) => policyClient(document.baseURI, options);
  </script>`;
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const isolation = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    const send = (type: string, length?: number) =>
      response.writeHead(200, {
        'content-type': type,
        ...(length !== undefined && { 'content-length': length }),
        ...(isolated && isolation),
      });
    const script = scripts.get(path);
    const shipped = SHIPPED[path.slice(1)];
    if (path === '/') send('text/html').end(html);
    else if (script !== undefined) send('text/javascript').end(script);
    else if (shipped !== undefined) {
      send(path.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream');
      createReadStream(fileURLToPath(new URL(shipped, root))).pipe(response);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: browserPath as string,
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage();
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(origin))
      strangers.push(request.url());
  });
  page.on('console', (message) => process.stderr.write(`page: ${message.text()}\n`));
  await page.goto(`${origin}/`);
  await page.waitForFunction('window.openClient !== undefined');
  return {
    page,
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
      if (strangers.length > 0) throw new Error(`The page asked for ${strangers.join(', ')}.`);
    },
  };
}
