import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isDiskFull } from '@echo/files/local-errors';
import { TfjsNativeError } from '../tfjs-native-error.js';
import { type Layout, layoutOf } from './cache-layout.js';
import { compileBinding, findCompiler } from './compile.js';
import { fetchPrebuilt } from './fetch-prebuilt.js';
import { fetchTarball } from './fetch-tarball.js';
import { fetchWheel, type Log, megabytes } from './fetch-wheel.js';
import { writeManifest } from './manifest.js';
import type { Target } from './platform.js';
import { probe } from './probe.js';
import { TFJS_NODE, wheelsFor } from './sources.js';
import { unpackTarball, unpackWheel, writeShims } from './unpack.js';

/**
 * Free space needed, in sizes of the wheel: the wheel and its unpacked files exist side by side for a moment.
 */
const SPACE = 5;

const CUDA =
  'The GPU is used where CUDA 12 and cuDNN 9 are installed; without them this TensorFlow computes on the CPU';

/**
 * Builds the backend in a folder beside `folder` and renames it into place once it has been probed. The
 * caller must hold the folder's lock.
 *
 * @throws TfjsNativeError `backend-unavailable`, `download-failed` or `write-failed`
 */
export async function buildNative(
  folder: string,
  target: Target & { readonly supported: true },
  log: Log,
): Promise<'compiled' | 'prebuilt'> {
  const prefix = `${folder}.unfinished-`;
  await removeUnfinished(prefix);
  await requireSpace(dirname(folder), SPACE * (wheelsFor(target.device, target.arch)[0]?.bytes ?? 0));
  const staging = await mkdtemp(prefix);
  const cleanUp = (): void => rmSync(staging, { recursive: true, force: true });
  process.once('exit', cleanUp);
  try {
    const layout = layoutOf(join(staging, 'built'));
    const source = await fill(layout, staging, target, log);
    await probe(layout);
    await writeManifest(layout.folder);
    await putInPlace(layout.folder, folder, staging);
    return source;
  } catch (error) {
    throw explainDiskFull(error, folder);
  } finally {
    process.off('exit', cleanUp);
    cleanUp();
  }
}

async function fill(
  layout: Layout,
  staging: string,
  target: Target & { readonly supported: true },
  log: Log,
): Promise<'compiled' | 'prebuilt'> {
  if (target.device === 'gpu') log(CUDA);
  const compiler = await findCompiler();
  if (compiler === null) await replaceCompiler(layout, staging, target, log);
  log(
    `Downloading ${TFJS_NODE.name} ${TFJS_NODE.version} (${megabytes(TFJS_NODE.bytes)}) from the npm registry`,
  );
  await unpackTarball(await fetchTarball(TFJS_NODE, staging), layout);
  await writeShims(layout);
  const headers = join(staging, 'include');
  const wheel = await fetchWheel(wheelsFor(target.device, target.arch), staging, log);
  log('Unpacking the TensorFlow libraries');
  await unpackWheel(wheel, layout, headers);
  await rm(wheel);
  if (compiler !== null) {
    log(`Compiling the binding with ${compiler.join(' ')}`);
    await compileBinding(compiler, layout, headers);
  }
  await rm(join(layout.packageFolder, 'binding'), { recursive: true });
  return compiler === null ? 'prebuilt' : 'compiled';
}

async function replaceCompiler(
  layout: Layout,
  staging: string,
  target: Target & { readonly supported: true },
  log: Log,
): Promise<void> {
  const problem = 'no C++ compiler was found; install one, for instance g++';
  if (target.arch !== 'x64') throw new TfjsNativeError('backend-unavailable', problem);
  log('Downloading the prebuilt binding, since there is no C++ compiler');
  try {
    await fetchPrebuilt(target.device, layout, staging);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
    throw new TfjsNativeError(
      'backend-unavailable',
      `${problem}; nor is there a prebuilt binding, as ${reason}`,
      {
        cause,
      },
    );
  }
}

async function putInPlace(built: string, folder: string, staging: string): Promise<void> {
  if (existsSync(folder)) await rename(folder, join(staging, 'replaced'));
  await rename(built, folder);
}

async function removeUnfinished(prefix: string): Promise<void> {
  await mkdir(dirname(prefix), { recursive: true });
  for (const name of await readdir(dirname(prefix))) {
    if (name.startsWith(basename(prefix)))
      await rm(join(dirname(prefix), name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function requireSpace(folder: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < needed) {
    throw new TfjsNativeError(
      'write-failed',
      `building it needs ${megabytes(needed)} in ${folder}, where ${megabytes(bavail * bsize)} are free`,
    );
  }
}

/** An error that names the full disk, for ENOSPC and EDQUOT; any other error unchanged. */
function explainDiskFull(error: unknown, folder: string): unknown {
  if (!isDiskFull(error)) return error;
  return new TfjsNativeError('write-failed', `the disk that holds ${folder} is full`, { cause: error });
}
