import { EchoError } from '@echo/core';
import type { Backend, BackendName, LoadBackendOptions } from '../backend.js';
import { loadCpu } from '../cpu/load-cpu.js';
import { inThreads, inTurn, type LoadedBackend, selectBackend } from '../select-backend.js';

const NAMES: readonly BackendName[] = ['tensorflow', 'wasm', 'cpu'];

/**
 * Selects the fastest TensorFlow.js backend of this machine.
 *
 * That is native TensorFlow where `@echo/tfjs-native` has installed it, else wasm with SIMD and threads, else
 * plain JavaScript. It becomes the current backend of `@tensorflow/tfjs-core`, with the gradients of its
 * operations and the kernels of this package. Calling it again is cheap. In a browser use `loadWasmBackend`.
 *
 * @throws EchoError `backend-unavailable` when `prefer` or `ECHO_BACKEND` names one that cannot be loaded,
 *   and `invalid-input` when it names none of the three.
 *
 * @example
 * ```ts
 * import { loadBackend } from '@echo/compute/node';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await loadBackend();
 * tf.square(3).dataSync(); // → [9]
 * ```
 */
export function loadBackend(options: LoadBackendOptions = {}): Promise<Backend> {
  return inTurn(() => loadNow(options));
}

async function loadNow({ prefer, cacheDir }: LoadBackendOptions): Promise<Backend> {
  const wanted =
    preference(prefer, 'prefer') ?? preference(process.env.ECHO_BACKEND || undefined, 'ECHO_BACKEND');
  const failures: string[] = [];
  for (const name of wanted === undefined ? NAMES : [wanted]) {
    try {
      const why = wanted === undefined ? failures.join('; ') : 'as asked for';
      return await selectBackend(name, () => load(name, cacheDir), why);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      if (wanted !== undefined) {
        throw new EchoError('backend-unavailable', `The ${name} backend cannot be loaded: ${reason}.`, {
          cause,
        });
      }
      failures.push(`not ${name}: ${reason}`);
    }
  }
  throw new EchoError(
    'backend-unavailable',
    `No TensorFlow.js backend can be loaded: ${failures.join('; ')}.`,
  );
}

/** Loads one backend; the code of the others is not imported. */
async function load(name: BackendName, cacheDir?: string): Promise<LoadedBackend> {
  switch (name) {
    case 'tensorflow': {
      const { loadNative } = await import('./load-native.js');
      return { device: await loadNative(cacheDir), detail: 'native' };
    }
    case 'wasm': {
      const { loadNodeWasm } = await import('./load-wasm.js');
      return { device: 'cpu', detail: inThreads(await loadNodeWasm()) };
    }
    case 'cpu':
      await loadCpu();
      return { device: 'cpu', detail: 'plain JavaScript' };
  }
}

function preference(value: string | undefined, source: string): BackendName | undefined {
  const name = NAMES.find((known) => known === value);
  if (name !== undefined || value === undefined) return name;
  throw new EchoError('invalid-input', `Expected ${source} to be one of ${NAMES.join(', ')}, got ${value}.`);
}
