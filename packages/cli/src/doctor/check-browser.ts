import { existsSync } from 'node:fs';
import { findBrowser } from './find-browser.js';
import type { Finding } from './finding.js';

/** A browser, which shows the reports. */
export function checkBrowser(): Finding {
  const path = findBrowser({ platform: process.platform, env: process.env, exists: existsSync });
  return {
    name: 'browser',
    status: path === null ? 'missing' : 'ok',
    needed: false,
    found: path ?? 'none found',
    remedy: path === null ? 'install one to look at reports, or name it in CHROME_PATH' : null,
  };
}
