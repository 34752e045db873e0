import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { layoutOf } from '../install/cache-layout.js';
import { TFJS_CORE_KEY } from '../install/unpack.js';
import { TfjsNativeError } from '../tfjs-native-error.js';
import { findInstalled } from './find-installed.js';
import type { NativeBackend, NativeBinding } from './native-backend.js';
import { restoreNodeUtil } from './restore-node-util.js';

export interface LoadOptions {
  /** The folder given to `install`; `echo/backend` in `$XDG_CACHE_HOME` or `~/.cache` unless given. */
  readonly cacheDir?: string;
}

/**
 * Registers and selects the native backend that `install` built, the one for GPUs if there is one.
 *
 * It becomes the backend `tensorflow` of the `@tensorflow/tfjs-core` that the caller imports. Calling it
 * again is cheap.
 *
 * @throws TfjsNativeError `backend-unavailable` when it is not installed, damaged or cannot be loaded.
 */
export async function loadNative({ cacheDir }: LoadOptions = {}): Promise<NativeBackend> {
  if (tf.findBackend('tensorflow') === null) {
    const found = await findInstalled(cacheDir);
    if (found.folder === null) throw unavailable(found.reason);
    const backend = openBackend(found.folder);
    tf.registerBackend('tensorflow', () => backend, 3);
  }
  if (!(await tf.setBackend('tensorflow'))) throw unavailable('tfjs refused it');
  return tf.backend() as NativeBackend;
}

/**
 * Loads the package's own backend class and kernels, which attach themselves to our tfjs-core, and the
 * binding.
 */
function openBackend(folder: string): NativeBackend {
  const layout = layoutOf(folder);
  const require = createRequire(join(layout.packageFolder, 'package.json'));
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // TensorFlow leaves oneDNN's kernels off where a processor lacks VNNI; with them, products of few rows are
  // twice as fast.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
  restoreNodeUtil(require('node:util') as Record<string, unknown>);
  Object.assign(globalThis, {
    [Symbol.for(TFJS_CORE_KEY)]: createRequire(import.meta.url)('@tensorflow/tfjs-core'),
  });
  try {
    if (existsSync(layout.quiet)) require(layout.quiet);
    const binding = require(layout.binding) as NativeBinding;
    const { NodeJSKernelBackend } = require('./dist/nodejs_kernel_backend.js') as {
      NodeJSKernelBackend: new (binding: NativeBinding, packageName: string) => NativeBackend;
    };
    require('./dist/register_all_kernels.js');
    addChainedOps();
    return new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node');
  } catch (cause) {
    throw unavailable(
      `it cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    );
  }
}

/**
 * A few of the package's kernels call these as methods of a tensor, which only the union package
 * `@tensorflow/tfjs` adds.
 */
function addChainedOps(): void {
  const { prototype } = tf.Tensor;
  if (Reflect.has(prototype, 'toFloat')) return;
  Object.assign(prototype, {
    toFloat(this: tf.Tensor) {
      return tf.cast(this, 'float32');
    },
    mul(this: tf.Tensor, other: tf.TensorLike) {
      return tf.mul(this, other);
    },
    sub(this: tf.Tensor, other: tf.TensorLike) {
      return tf.sub(this, other);
    },
  });
}

function unavailable(reason: string, cause?: unknown): TfjsNativeError {
  const message = `Native TensorFlow cannot be loaded: ${reason}.`;
  return new TfjsNativeError('backend-unavailable', message, { reason, cause });
}
