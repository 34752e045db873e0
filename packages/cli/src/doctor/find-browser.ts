import { posix, win32 } from 'node:path';

/** What decides where a browser may be. */
export interface BrowserPlaces {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

const ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'firefox',
];
const ON_MAC = ['Google Chrome', 'Chromium', 'Firefox', 'Safari'];
const ON_WINDOWS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Mozilla Firefox', 'firefox.exe'],
];

/** The path of a browser: that in CHROME_PATH, or the first at the places of the platform; null for none. */
export function findBrowser({ platform, env, exists }: BrowserPlaces): string | null {
  return (
    [env.CHROME_PATH ?? '', ...places(platform, env)].find((path) => path !== '' && exists(path)) ?? null
  );
}

function places(platform: string, env: BrowserPlaces['env']): readonly string[] {
  if (platform === 'darwin') return ON_MAC.map((name) => `/Applications/${name}.app`);
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(
      (root) => root !== undefined,
    );
    return roots.flatMap((root) => ON_WINDOWS.map((parts) => win32.join(root, ...parts)));
  }
  const folders = (env.PATH ?? '').split(posix.delimiter).filter(Boolean);
  return ON_PATH.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}
