import { createRequire } from 'node:module';
import os from 'node:os';
import { dirname, join } from 'node:path';
import workerThreads, { Worker, type WorkerOptions } from 'node:worker_threads';
import { MAX_WASM_THREADS } from '../wasm/load-wasm-backend.js';

/**
 * Number of threads for wasm: `ECHO_WASM_THREADS`, else one per processor, at most 4. Set it to 1 where
 * several processes share the processors: threads that wait for each other's time slice are much slower than
 * none.
 */
export function wasmThreads(): number {
  const chosen = Number(process.env.ECHO_WASM_THREADS);
  const wanted = chosen >= 1 ? Math.floor(chosen) : os.availableParallelism();
  return Math.min(wanted, MAX_WASM_THREADS);
}

/**
 * Runs `load` in surroundings in which tfjs's threaded wasm module starts on Node, and restores them
 * afterwards. Two things stand in its way (tensorflow/tfjs#3830): it gives its workers a blob URL, which
 * Node's Worker does not take, and it uses half as many threads as there are processors.
 */
export async function withNodeThreads<T>(load: () => Promise<T>): Promise<T> {
  const before = {
    Worker: workerThreads.Worker,
    cpus: os.cpus,
    globalWorker: Object.getOwnPropertyDescriptor(globalThis, 'Worker'),
  };
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')),
    '..',
    'wasm-out',
  );
  const cpus = os.cpus();
  os.cpus = () => [...cpus, ...cpus];
  workerThreads.Worker = class extends Worker {
    constructor(_blob: string | URL, options?: WorkerOptions) {
      super(workerSource(folder), { ...options, eval: true, execArgv: [] });
    }

    /**
     * Called when a thread starts, and those of XNNPACK never end: without this the process would not end
     * either.
     */
    override ref(): void {}
  };
  const alive = setInterval(() => {}, 1000);
  try {
    return await load();
  } finally {
    clearInterval(alive);
    workerThreads.Worker = before.Worker;
    os.cpus = before.cpus;
    Reflect.deleteProperty(globalThis, 'Worker');
    if (before.globalWorker) Object.defineProperty(globalThis, 'Worker', before.globalWorker);
  }
}

/**
 * Runs the package's own worker script; where that asks for the blob of the main module, it gets the file.
 */
function workerSource(folder: string): string {
  const main = JSON.stringify(join(folder, 'tfjs-backend-wasm-threaded-simd.js'));
  const worker = JSON.stringify(join(folder, 'tfjs-backend-wasm-threaded-simd.worker.js'));
  return `
    URL.createObjectURL = () => ${main};
    URL.revokeObjectURL = () => {};
    const source = require(${worker}).wasmWorkerContents.replace(/\\n/g, '\\\\n');
    new Function('require', '__filename', source)(require, ${worker});
  `;
}
