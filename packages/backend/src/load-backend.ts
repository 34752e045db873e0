import { EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend, BackendName, LoadBackendOptions } from './backend.js';
import { loadCpu } from './cpu/load-cpu.js';
import { registerKernels } from './kernels/register.js';
import { loadNative } from './native/load-native.js';
import { loadWasm } from './wasm/load-wasm.js';
import './register-gradients.js';

const NAMES: readonly BackendName[] = ['tensorflow', 'wasm', 'cpu'];

/**
 * Takes the fastest TensorFlow.js backend of this machine: native TensorFlow where `install` has built it, else wasm,
 * else plain JavaScript. It becomes the current backend of `@tensorflow/tfjs-core`. Calling it again is cheap.
 *
 * @throws EchoError `backend-unavailable` when `prefer` or `ECHO_BACKEND` names one that cannot be loaded, and
 *   `invalid-input` when it names none of the three.
 */
export async function loadBackend(options: LoadBackendOptions = {}): Promise<Backend> {
  const wanted = options.prefer ?? preferenceOf(process.env.ECHO_BACKEND);
  const failures: string[] = [];
  for (const name of wanted === undefined ? NAMES : [wanted]) {
    try {
      const device = await load(name, options.cacheDir);
      registerKernels(name);
      await tf.ready();
      return { name, device, description: describe(name, device, failures) };
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      if (wanted !== undefined) throw refusal(name, error);
    }
  }
  throw new EchoError(
    'backend-unavailable',
    `No TensorFlow.js backend can be loaded (${failures.join('; ')}).`,
  );
}

async function load(name: BackendName, cacheDir: string | undefined): Promise<'cpu' | 'gpu'> {
  if (name === 'tensorflow') return loadNative(cacheDir);
  await (name === 'wasm' ? loadWasm() : loadCpu());
  return 'cpu';
}

function preferenceOf(value: string | undefined): BackendName | undefined {
  if (value === undefined || value === '') return undefined;
  const name = NAMES.find((known) => known === value);
  if (name !== undefined) return name;
  throw new EchoError(
    'invalid-input',
    `Expected ECHO_BACKEND to be one of ${NAMES.join(', ')}, got ${value}.`,
  );
}

function describe(name: BackendName, device: 'cpu' | 'gpu', failures: readonly string[]): string {
  const why = failures.length === 0 ? '' : ` (not ${failures.join('; not ')})`;
  return `${name} on the ${device.toUpperCase()}${why}`;
}

function refusal(name: BackendName, cause: unknown): EchoError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = name === 'tensorflow' ? 'run `npx @echo/backend install`' : 'choose another backend';
  return new EchoError(
    'backend-unavailable',
    `The ${name} backend cannot be loaded (${reason}); ${remedy}.`,
    { cause },
  );
}
