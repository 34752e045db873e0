import { homedir } from 'node:os';
import { expect, test, vi } from 'vitest';
import { cacheFolder } from './cache-folder.js';

test('the cache is in XDG_CACHE_HOME', () => {
  vi.stubEnv('XDG_CACHE_HOME', '/caches');
  expect(cacheFolder('datasets')).toBe('/caches/echo/datasets');
});

test.runIf(process.platform === 'linux')('on Linux it is in ~/.cache otherwise', () => {
  vi.stubEnv('XDG_CACHE_HOME', '');
  expect(cacheFolder('datasets')).toBe(`${homedir()}/.cache/echo/datasets`);
});
