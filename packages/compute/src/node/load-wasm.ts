import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { loadWasm } from '../wasm/load-wasm.js';
import { wasmThreads, withNodeThreads } from './node-threads.js';

/**
 * Registers and selects the WebAssembly backend on Node, with SIMD and threads where the machine has them.
 * Its workers do not keep the process alive. Returns the number of threads.
 *
 * @throws EchoError `backend-unavailable` with the reason as a clause.
 */
export function loadNodeWasm(): Promise<number> {
  return loadWasm(select);
}

async function select(wasm: typeof import('@tensorflow/tfjs-backend-wasm')): Promise<boolean> {
  if (tf.engine().registry.wasm) return tf.setBackend('wasm');
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${dirname(main)}/`);
  const threads = wasmThreads();
  return keepingListeners(async () => {
    if (threads > 1) {
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
      wasm.setThreadsCount(threads);
      if (await withNodeThreads(() => tf.setBackend('wasm'))) return true;
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    }
    return tf.setBackend('wasm');
  });
}

/**
 * Emscripten adds handlers that throw any uncaught error again, from a line of a hundred thousand characters
 * that Node then prints. They are of no use here and are taken off again.
 */
async function keepingListeners<T>(task: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => new Set<unknown>(process.rawListeners(event)));
  try {
    return await task();
  } finally {
    for (const [i, event] of events.entries()) {
      for (const listener of process.rawListeners(event)) {
        if (!before[i]?.has(listener)) process.off(event, listener as () => void);
      }
    }
  }
}
