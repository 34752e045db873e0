import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Registers and selects the WebAssembly backend.
 *
 * @throws EchoError `backend-unavailable` with the reason as a clause.
 */
export async function loadWasm(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(main)}/`);
  if (!(await tf.setBackend('wasm')))
    throw new EchoError('backend-unavailable', 'WebAssembly is not available');
}
