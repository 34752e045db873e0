import { EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '../backend.js';
import { inThreads, inTurn, selectBackend } from '../select-backend.js';
import { browserNavigator } from './browser-navigator.js';
import { loadWasm } from './load-wasm.js';
import { threadsStart } from './threads-start.js';
import { withProcessors } from './with-processors.js';

/** The most threads that XNNPACK in the wasm backend uses. */
export const MAX_WASM_THREADS = 4;

/** The WebAssembly backend of a browser. */
export interface WasmBackend extends Backend {
  /** 1 where the page is not cross-origin isolated, or threads do not start for another reason. */
  readonly threads: number;
  readonly simd: boolean;
}

/** Options of `loadWasmBackend`. */
export interface WasmBackendOptions {
  /** The address of the folder that holds the `.wasm` files of `@tensorflow/tfjs-backend-wasm`. */
  readonly folder: string;
  /** Threads; one per processor, at most 4, unless given. They need a cross-origin isolated page. */
  readonly threads?: number;
}

/**
 * Selects the WebAssembly backend in a browser, on a page or in a worker; no other address is asked.
 *
 * It uses SIMD, and threads where the page is cross-origin isolated and they start. They are workers of a
 * `blob:` address that import another: a Content-Security-Policy has to allow both, or there is one thread.
 *
 * @throws EchoError `backend-unavailable` when it cannot be loaded, for instance for a wrong folder.
 *
 * @example
 * ```ts no-run
 * import { loadWasmBackend } from '@echo/compute';
 *
 * const { description } = await loadWasmBackend({ folder: new URL('wasm/', document.baseURI).href });
 * ```
 */
export function loadWasmBackend({ folder, threads }: WasmBackendOptions): Promise<WasmBackend> {
  return inTurn(async () => {
    let started = 1;
    const backend = await selectBackend('wasm', async () => {
      started = await load(folder, threads ?? browserNavigator().hardwareConcurrency ?? 1);
      return { device: 'cpu', detail: inThreads(started) };
    });
    const simd = Boolean(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'));
    return { ...backend, threads: started, simd };
  });
}

async function load(folder: string, threads: number): Promise<number> {
  const most = Math.min(Math.max(1, Math.floor(threads)), MAX_WASM_THREADS);
  const wanted = most > 1 && (await threadsStart()) ? most : 1;
  try {
    return await loadWasm(async (wasm) => {
      if (tf.engine().registry.wasm) return tf.setBackend('wasm');
      wasm.setWasmPaths(folder.endsWith('/') ? folder : `${folder}/`);
      if (wanted === 1) tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      else wasm.setThreadsCount(wanted);
      return withProcessors(wanted, () => tf.setBackend('wasm'));
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EchoError(
      'backend-unavailable',
      `The wasm backend cannot be loaded from ${folder}: ${reason}; see that the .wasm files are there and that the Content-Security-Policy has 'wasm-unsafe-eval'.`,
      { cause },
    );
  }
}
