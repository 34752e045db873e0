import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

export const folder = (name: string): string => fileURLToPath(new URL(`../${name}/`, import.meta.url));
const screenshots = folder('.screenshots');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** A host of static files that knows nothing of the page, below a prefix. */
export async function serveStatic(
  root: string,
  prefix: string,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    const file = join(root, path.slice(prefix.length) || 'index.html');
    if (!path.startsWith(prefix) || !existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}` };
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath:
      ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path)) ??
      process.env.CHROMIUM ??
      '',
    args: ['--no-sandbox'],
  });

export interface Visit {
  readonly page: Page;
  /** What the browser complained about, and every host but the page's own that was asked for something. */
  readonly complaints: string[];
}

/** Opens an address as a visitor with a screen of that width and that theme. */
export async function visit(
  browser: Browser,
  address: string,
  { width = 1280, theme = 'light' as 'light' | 'dark' } = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme });
  return visitIn(await context.newPage(), address);
}

export async function visitIn(page: Page, address: string): Promise<Visit> {
  const complaints: string[] = [];
  page.setDefaultTimeout(90_000);
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^https?:$/.test(protocol) && host !== new URL(address).host)
      complaints.push(`asked ${request.url()}`);
  });
  await page.goto(address);
  return { page, complaints };
}

/** A picture of what is seen, kept for a person to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}
