import { EchoError } from '@echo/core';
import { loadNative as load, type NativeBackend, TfjsNativeError } from '@echo/tfjs-native';
import { provideTensorOps } from '../ops/current-tensor-ops.js';
import { tensorflowOps } from '../ops/tensorflow/tensorflow-ops.js';
import { loadGraph } from './load-graph.js';

/**
 * Registers and selects native TensorFlow where `@echo/tfjs-native` has installed it, with tensor operations
 * that call its kernels directly.
 *
 * @throws EchoError `backend-unavailable` with the reason as a clause.
 */
export async function loadNative(cacheDir?: string): Promise<'cpu' | 'gpu'> {
  const backend = await loadedNative(cacheDir);
  provideTensorOps(backend, () => tensorflowOps(backend, loadGraph));
  return backend.isUsingGpuDevice ? 'gpu' : 'cpu';
}

async function loadedNative(cacheDir?: string): Promise<NativeBackend> {
  try {
    return await load(cacheDir === undefined ? {} : { cacheDir });
  } catch (cause) {
    if (!(cause instanceof TfjsNativeError)) throw cause;
    throw new EchoError('backend-unavailable', cause.reason, { cause });
  }
}
