import { homedir } from 'node:os';
import { expect, test, vi } from 'vitest';
import { cacheKey, defaultCacheDir, layoutOf } from './cache-layout.js';

test('the cache is in XDG_CACHE_HOME, else in ~/.cache', () => {
  vi.stubEnv('XDG_CACHE_HOME', '/caches');
  expect(defaultCacheDir()).toBe('/caches/echo/backend');
  vi.stubEnv('XDG_CACHE_HOME', '');
  expect(defaultCacheDir()).toBe(`${homedir()}/.cache/echo/backend`);
});

test('the key names every version, the device and the platform', () => {
  expect(cacheKey('cpu', 'x64')).toBe('tensorflow-2.21.0-tfjs-4.22.0-cpu-linux-x64-2');
  expect(cacheKey('gpu', 'x64')).not.toBe(cacheKey('cpu', 'x64'));
});

test('the binding finds the libraries at ../../deps/lib, as it was linked', () => {
  const layout = layoutOf('/cache/key');
  expect(layout.binding).toBe('/cache/key/package/lib/napi-v8/tfjs_binding.node');
  expect(layout.libraries).toBe('/cache/key/package/deps/lib');
});
