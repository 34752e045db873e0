import { join } from 'node:path';
import { sha256Of } from '@echo/files/sha256-of';
import { TfjsNativeError } from '../tfjs-native-error.js';
import { download } from './download.js';
import { findPip, pipDownload } from './pip.js';
import { readSimpleIndex } from './simple-index.js';
import { projectOf, type Wheel } from './sources.js';

/** A callback for lines to the user. */
export type Log = (line: string) => void;

/**
 * Downloads one of these wheels into `folder` and returns its path. It asks pip where there is pip, which
 * knows the user's index, proxy and certificates, else the index over HTTPS (`PIP_INDEX_URL`, else PyPI). The
 * SHA-256 must be the pinned one.
 *
 * @throws TfjsNativeError `download-failed`
 */
export async function fetchWheel(wheels: readonly Wheel[], folder: string, log: Log): Promise<string> {
  const pip = await findPip();
  const first = wheels[0];
  if (pip !== null && first !== undefined) {
    log(`Downloading ${first.file} (${megabytes(first.bytes)}) with pip`);
    const file = join(folder, first.file);
    const problem = await pipDownload(pip, first, folder);
    if (problem === null && (await sha256Of(file)) === first.sha256) return file;
    log(
      `pip could not fetch it (${problem ?? 'its hash is not the published one'}); trying the index directly`,
    );
  }
  return fromIndex(wheels, folder, log);
}

async function fromIndex(wheels: readonly Wheel[], folder: string, log: Log): Promise<string> {
  const project = wheels[0] === undefined ? '' : projectOf(wheels[0]);
  const links = await readSimpleIndex(project);
  const wheel = wheels.find(({ file }) => links.has(file));
  const url = wheel && links.get(wheel.file);
  if (wheel === undefined || url === undefined) {
    throw new TfjsNativeError(
      'download-failed',
      `The Python index has none of ${wheels.map(({ file }) => file).join(', ')}; use another index (PIP_INDEX_URL).`,
    );
  }
  const file = join(folder, wheel.file);
  log(`Downloading ${wheel.file} (${megabytes(wheel.bytes)})`);
  await download(url, file, wheel.sha256);
  return file;
}

/** A size for the user, `274000871` → `274 MB`; megabytes are 10⁶ bytes. */
export function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.round(bytes / 1e6)} MB`;
}
