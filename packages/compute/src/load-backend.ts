import { EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
// tfjs-core's Node entry registers no gradients; tfjs-layers does on import and brings no backend with it.
import '@tensorflow/tfjs-layers';
import type { Backend, BackendName, LoadBackendOptions } from './backend.js';
import { loadCpu } from './cpu/load-cpu.js';
import { registerKernels } from './kernels/register.js';

const ON_NODE = typeof process !== 'undefined' && process.versions?.node !== undefined;

const NAMES: readonly BackendName[] = ['tensorflow', 'wasm', 'cpu'];

/** tfjs has one engine a process, so backends are loaded one after the other. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Selects the fastest TensorFlow.js backend of this machine.
 *
 * That is native TensorFlow where `@echo/tfjs-native` has installed it, else wasm with SIMD and threads, else
 * plain JavaScript. It becomes the current backend of `@tensorflow/tfjs-core`, with the gradients of its
 * operations and the kernels of this package. Calling it again is cheap.
 *
 * @throws EchoError `backend-unavailable` when `prefer` or `ECHO_BACKEND` names one that cannot be loaded,
 *   and `invalid-input` when it names none of the three.
 *
 * @example
 * ```ts
 * import { loadBackend } from '@echo/compute';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await loadBackend();
 * tf.square(3).dataSync(); // → [9]
 * ```
 */
export function loadBackend(options: LoadBackendOptions = {}): Promise<Backend> {
  const loaded = queue.then(() => loadNow(options));
  queue = loaded.catch(() => {});
  return loaded;
}

async function loadNow({ prefer, cacheDir }: LoadBackendOptions): Promise<Backend> {
  const wanted =
    preference(prefer, 'prefer') ??
    preference((ON_NODE && process.env.ECHO_BACKEND) || undefined, 'ECHO_BACKEND');
  const failures: string[] = [];
  for (const name of wanted === undefined ? NAMES : [wanted]) {
    try {
      const { device, detail } = await load(name, cacheDir);
      registerKernels(name);
      await tf.ready();
      const why = wanted === undefined ? failures.join('; ') : 'as asked for';
      return {
        name,
        device,
        description: `${name} (${detail}) on the ${device.toUpperCase()}${why && `, ${why}`}`,
      };
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

/** Loads one backend; what needs Node is imported there only. */
async function load(
  name: BackendName,
  cacheDir?: string,
): Promise<{ device: 'cpu' | 'gpu'; detail: string }> {
  switch (name) {
    case 'tensorflow': {
      if (!ON_NODE) throw new EchoError('backend-unavailable', 'it runs on Node only');
      const { loadNative } = await import('./node/load-native.js');
      return { device: await loadNative(cacheDir), detail: 'native' };
    }
    case 'wasm': {
      const threads = ON_NODE
        ? await (await import('./node/load-wasm.js')).loadNodeWasm()
        : await (await import('./wasm/load-wasm.js')).loadWasm();
      return { device: 'cpu', detail: threads === 1 ? '1 thread' : `${threads} threads` };
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
