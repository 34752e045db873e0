import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { serveFiles } from '@echo/testing/serve';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { beforeEach, expect, test, vi } from 'vitest';
import { fetchTarball } from './fetch-tarball.js';
import type { Tarball } from './sources.js';

const TARBALL: Tarball = {
  name: '@scope/name',
  version: '1.2.3',
  bytes: 7,
  integrity: `sha512-${createHash('sha512').update('tarball').digest('base64')}`,
};

beforeEach(() => {
  vi.stubEnv('PATH', ''); // no npm
});

test('without npm the registry is asked directly', async () => {
  vi.stubEnv('npm_config_registry', await serveFiles({ '/@scope/name/-/name-1.2.3.tgz': 'tarball' }));
  const file = await fetchTarball(TARBALL, temporaryFolder());
  expect(readFileSync(file, 'utf8')).toBe('tarball');
});

test('a tarball of another integrity is refused', async () => {
  vi.stubEnv('npm_config_registry', await serveFiles({ '/@scope/name/-/name-1.2.3.tgz': 'tarba11' }));
  await expect(fetchTarball(TARBALL, temporaryFolder())).rejects.toMatchObject({
    code: 'download-failed',
    message:
      '@scope/name@1.2.3 does not have the integrity it was published with, so it is not used; check the npm registry.',
  });
});

test('a registry without it is one sentence', async () => {
  vi.stubEnv('npm_config_registry', await serveFiles({}));
  await expect(fetchTarball(TARBALL, temporaryFolder())).rejects.toThrow(
    /^@scope\/name@1\.2\.3 could not be fetched from the npm registry \(.+\)\.$/,
  );
});
