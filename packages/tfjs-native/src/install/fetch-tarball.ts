import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@echo/files/run-command';
import { TfjsNativeError } from '../tfjs-native-error.js';
import { download } from './download.js';
import type { Tarball } from './sources.js';

/**
 * Downloads an npm tarball into `folder` and returns its path. It asks `npm pack`, which knows the user's
 * registry, proxy and certificates, or the registry where there is no npm. The tarball's integrity is checked
 * either way.
 *
 * @throws TfjsNativeError `download-failed`
 */
export async function fetchTarball(tarball: Tarball, folder: string): Promise<string> {
  const file = join(folder, `${tarball.name.replace('@', '').replace('/', '-')}-${tarball.version}.tgz`);
  const spec = `${tarball.name}@${tarball.version}`;
  const packed = await runCommand(
    [
      'npm',
      'pack',
      spec,
      '--pack-destination',
      folder,
      '--ignore-scripts',
      '--prefer-offline',
      '--loglevel',
      'error',
    ],
    { cwd: folder },
  );
  if (packed.code !== 0) await fromRegistry(tarball, file);
  const [algorithm = '', expected = ''] = tarball.integrity.split(/-(.*)/s);
  const actual = createHash(algorithm)
    .update(await readFile(file))
    .digest('base64');
  if (actual !== expected) {
    throw new TfjsNativeError(
      'download-failed',
      `${spec} does not have the integrity it was published with, so it is not used; check the npm registry.`,
    );
  }
  return file;
}

async function fromRegistry(tarball: Tarball, file: string): Promise<void> {
  const registry = process.env.npm_config_registry ?? 'https://registry.npmjs.org/';
  const base = tarball.name.slice(tarball.name.indexOf('/') + 1);
  const path = `${tarball.name}/-/${base}-${tarball.version}.tgz`;
  try {
    await download(new URL(path, registry.endsWith('/') ? registry : `${registry}/`).href, file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
    throw new TfjsNativeError(
      'download-failed',
      `${tarball.name}@${tarball.version} could not be fetched from the npm registry (${reason}).`,
      { cause },
    );
  }
}
