import { expect, test } from 'vitest';
import { findBrowser } from './find-browser.js';

const among =
  (...paths: readonly string[]) =>
  (path: string) =>
    paths.includes(path);

test.each<[string, Parameters<typeof findBrowser>[0], string | null]>([
  [
    'linux, by the order of browsers',
    { platform: 'linux', env: { PATH: '/a:/b' }, exists: among('/a/firefox', '/b/chromium') },
    '/b/chromium',
  ],
  [
    'macOS',
    { platform: 'darwin', env: {}, exists: among('/Applications/Firefox.app') },
    '/Applications/Firefox.app',
  ],
  [
    'Windows',
    {
      platform: 'win32',
      env: { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' },
      exists: among('C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe'),
    },
    'C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe',
  ],
  ['CHROME_PATH', { platform: 'linux', env: { CHROME_PATH: '/opt/c' }, exists: among('/opt/c') }, '/opt/c'],
  ['a machine without one', { platform: 'linux', env: {}, exists: () => false }, null],
])('%s', (_, places, path) => {
  expect(findBrowser(places)).toBe(path);
});
