import { EchoError } from '@echo/core';

/**
 * Registers and selects native TensorFlow where `@echo/tfjs-native` has installed it.
 *
 * @throws EchoError `backend-unavailable` with the reason as a clause.
 */
export async function loadNative(cacheDir?: string): Promise<'cpu' | 'gpu'> {
  const { loadNative, TfjsNativeError } = await import('@echo/tfjs-native');
  try {
    const backend = await loadNative(cacheDir === undefined ? {} : { cacheDir });
    return backend.isUsingGpuDevice ? 'gpu' : 'cpu';
  } catch (cause) {
    if (!(cause instanceof TfjsNativeError)) throw cause;
    throw new EchoError('backend-unavailable', cause.reason, { cause });
  }
}
