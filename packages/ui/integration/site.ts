import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Host, serveEcho, serveStatic } from './hosts.js';

export const folder = (name: string): string => fileURLToPath(new URL(`../${name}/`, import.meta.url));
const screenshots = folder('.screenshots');

const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath:
      ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path)) ??
      process.env.CHROMIUM ??
      '',
    args: ['--no-sandbox'],
  });

/** A host of the page and a browser beside it, for the tests of a file. */
export interface Site {
  readonly url: string;
  /** Opens an address of the page, such as `#/evaluation`, as a visitor with a screen of that width. */
  visit(address: string, options?: VisitOptions): Promise<Visit>;
}

/** Starts a browser and a host before the tests of the file that calls it, and ends both after them. */
function site(start: () => Promise<Host>): Site {
  let browser: Browser | undefined;
  let host: Host | undefined;
  beforeAll(async () => {
    browser = await launch();
    host = await start();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });
  const url = () => host?.url ?? '';
  return {
    get url() {
      return url();
    },
    async visit(address, { width = 1280, theme = 'light' } = {}) {
      if (!browser) throw new Error('The browser has not started.');
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme });
      return visitIn(await context.newPage(), new URL(address, url()).href);
    },
  };
}

/** The static build on a host of files, below a prefix; `headers` are sent with every file. */
export const staticSite = (headers: Readonly<Record<string, string>> = {}): Site =>
  site(() => serveStatic(folder('dist-static'), '/some/prefix/', headers));

/** `echo-rl serve` with these flags, which are asked for when it starts. */
export const servedSite = (flags: () => readonly string[] | Promise<readonly string[]> = () => []): Site =>
  site(async () => serveEcho(await flags()));

export interface Visit {
  readonly page: Page;
  /** What the browser complained about, and every host but the page's own that was asked for something. */
  readonly complaints: string[];
}

interface VisitOptions {
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
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
