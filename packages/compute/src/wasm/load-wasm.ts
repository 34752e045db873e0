import { EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';

type WasmModule = typeof import('@tensorflow/tfjs-backend-wasm');

/**
 * Registers and selects the WebAssembly backend. Returns the number of threads.
 *
 * @param select selects it; another platform may have to prepare more than a browser.
 * @throws EchoError `backend-unavailable` with the reason as a clause.
 */
export async function loadWasm(
  select: (wasm: WasmModule) => Promise<boolean> = () => tf.setBackend('wasm'),
): Promise<number> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  if (!(await select(wasm))) throw new EchoError('backend-unavailable', 'WebAssembly is not available');
  return wasm.getThreadsCount();
}
