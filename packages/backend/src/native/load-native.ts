import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { cacheKey, defaultCacheDir, layoutOf } from '../install/cache-layout.js';
import { inspectCache } from '../install/manifest.js';
import { targetFor } from '../install/platform.js';
import { TFJS_CORE_KEY } from '../install/unpack.js';
import type { NativeBackend, NativeBinding } from './native-backend.js';
import { restoreNodeUtil } from './restore-node-util.js';

/**
 * Registers and selects the native backend that `install` built, the one for GPUs if there is one.
 *
 * @throws EchoError `backend-unavailable` with the reason as a clause.
 */
export async function loadNative(cacheDir: string = defaultCacheDir()): Promise<'cpu' | 'gpu'> {
  if (tf.findBackend('tensorflow') === null) {
    const folder = await findInstalled(cacheDir);
    const backend = openBackend(folder);
    tf.registerBackend('tensorflow', () => backend, 3);
  }
  if (!(await tf.setBackend('tensorflow'))) throw unavailable('tfjs refused it');
  return (tf.backend() as NativeBackend).isUsingGpuDevice ? 'gpu' : 'cpu';
}

const INSTALL = 'run `npx @echo/backend install`';

async function findInstalled(cacheDir: string): Promise<string> {
  let reason = '';
  for (const device of ['gpu', 'cpu'] as const) {
    const target = targetFor(device);
    if (!target.supported) {
      if (device === 'cpu') reason = target.reason;
      continue;
    }
    const folder = join(cacheDir, cacheKey(device, target.arch));
    const found = await inspectCache(folder);
    if (found.state === 'ready') return folder;
    const problem =
      found.state === 'damaged' ? `its cache is damaged at ${found.file}` : 'it is not installed';
    reason = `${problem} (${INSTALL})`;
  }
  throw unavailable(reason);
}

/**
 * Loads the package's own backend class and kernels, which attach themselves to our tfjs-core, and the
 * binding.
 */
function openBackend(folder: string): NativeBackend {
  const layout = layoutOf(folder);
  const require = createRequire(join(layout.packageFolder, 'package.json'));
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // TensorFlow leaves oneDNN's kernels off where a processor lacks VNNI; products of few rows are twice as fast with them.
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

function unavailable(reason: string, cause?: unknown): EchoError {
  return new EchoError('backend-unavailable', reason, { cause });
}
