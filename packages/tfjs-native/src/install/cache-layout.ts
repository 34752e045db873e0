import { join } from 'node:path';
import { cacheFolder } from '@echo/files/cache-folder';
import { type Arch, type Device, TENSORFLOW_VERSION, TFJS_NODE } from './sources.js';

/**
 * The version of the cache layout. Raise it when what `install` writes changes, so that older caches are
 * ignored.
 */
const LAYOUT = 2;

/** The paths of one built backend. Everything in it is relocatable: the folder may be renamed. */
export interface Layout {
  /** The backend's folder, `<cache>/<key>`; the key names every version that went into it. */
  readonly folder: string;
  /** The npm package: `dist/`, `package.json`, `deps/lib/`, `lib/napi-v8/`. */
  readonly packageFolder: string;
  /** The TensorFlow libraries. */
  readonly libraries: string;
  /** The compiled N-API addon. */
  readonly binding: string;
  /** The addon that silences TensorFlow; absent beside a prebuilt binding. */
  readonly quiet: string;
  /** The folder where the package finds `@tensorflow/tfjs`: our own copy of tfjs-core. */
  readonly shims: string;
  /** The manifest, written last: the size and hash of every file. */
  readonly manifest: string;
}

/** The folder that holds all built backends of this user. */
export function defaultCacheDir(): string {
  return cacheFolder('backend');
}

/** The name of the folder in which the backend for this device and architecture is kept. */
export function cacheKey(device: Device, arch: Arch): string {
  return `tensorflow-${TENSORFLOW_VERSION}-tfjs-${TFJS_NODE.version}-${device}-linux-${arch}-${LAYOUT}`;
}

/** The paths of a built backend in `folder`. */
export function layoutOf(folder: string): Layout {
  const packageFolder = join(folder, 'package');
  return {
    folder,
    packageFolder,
    libraries: join(packageFolder, 'deps', 'lib'),
    binding: join(packageFolder, 'lib', 'napi-v8', 'tfjs_binding.node'),
    quiet: join(packageFolder, 'lib', 'napi-v8', 'quiet.node'),
    shims: join(folder, 'node_modules', '@tensorflow'),
    manifest: join(folder, 'installed.json'),
  };
}
