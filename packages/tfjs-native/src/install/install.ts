import { join } from 'node:path';
import { withLock } from '@echo/files/with-lock';
import { buildNative } from './build-native.js';
import { cacheKey, defaultCacheDir } from './cache-layout.js';
import { inspectCache } from './manifest.js';
import { targetFor } from './platform.js';

export interface InstallOptions {
  /** Whether to build for NVIDIA GPUs; CUDA 12 and cuDNN 9 must be installed already. */
  readonly gpu?: boolean;
  /** The folder to build into; `$XDG_CACHE_HOME/echo/backend` or `~/.cache/echo/backend` unless given. */
  readonly cacheDir?: string;
  /** Called with one line for each download and its size. */
  readonly log?: (line: string) => void;
}

export interface InstallResult {
  /** Whether the native backend is there, so that `loadNative` finds it. */
  readonly installed: boolean;
  /** Where the native backend comes from; `none` when there is none. */
  readonly source: 'cache' | 'compiled' | 'prebuilt' | 'none';
  /** The folder of the native backend, or null. */
  readonly folder: string | null;
  /** One sentence: the backend installed, or why there is none and how to get it. */
  readonly message: string;
}

/**
 * Installs the native TensorFlow backend into this user's cache, unless it is there. It fetches the tfjs-node
 * package and a TensorFlow wheel, checks their hashes and compiles the binding. Concurrent calls wait for
 * each other; an interrupted one leaves nothing that counts as installed. It never throws for what the
 * machine lacks (a compiler, a network, a supported platform): `installed` is then false.
 */
export async function install(options: InstallOptions = {}): Promise<InstallResult> {
  const log = options.log ?? (() => {});
  const target = targetFor(options.gpu ? 'gpu' : 'cpu');
  if (!target.supported) return missing(target.reason);
  const folder = join(options.cacheDir ?? defaultCacheDir(), cacheKey(target.device, target.arch));
  if ((await inspectCache(folder)).state === 'ready') return ready('cache', folder);
  const waiting = (): void => log('Another installation is under way: waiting for it');
  try {
    return await withLock(folder, waiting, async () => {
      const { state } = await inspectCache(folder);
      if (state === 'ready') return ready('cache', folder);
      if (state === 'damaged') log('The cached TensorFlow backend is damaged: building it anew');
      return ready(await buildNative(folder, target, log), folder);
    });
  } catch (error) {
    return missing(error instanceof Error ? error.message : String(error));
  }
}

function ready(source: 'cache' | 'compiled' | 'prebuilt', folder: string): InstallResult {
  const how = { cache: 'is already installed', compiled: 'was built', prebuilt: 'was installed as prebuilt' }[
    source
  ];
  return {
    installed: true,
    source,
    folder,
    message: `The native TensorFlow backend ${how} in ${folder}.`,
  };
}

function missing(reason: string): InstallResult {
  const why = reason.replace(/[.\s]+$/, '');
  const message = `The native TensorFlow backend is not installed (${why}); use another backend of tfjs, such as wasm, until \`npx @echo/tfjs-native install\` succeeds.`;
  return { installed: false, source: 'none', folder: null, message };
}
