/** A worker as a browser has it; the types of Node 20 know none. */
interface BrowserWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { preventDefault(): void }) => void) | null;
  postMessage(message: unknown): void;
  terminate(): void;
}

interface BrowserGlobals {
  readonly crossOriginIsolated?: boolean;
  readonly Worker?: new (address: string) => BrowserWorker;
}

/** Milliseconds after which a worker that has said nothing is taken for one that never will. */
const PATIENCE = 10_000;

/** Takes the address of a script and imports it, as a thread of the wasm module does. */
const THREAD = `onmessage = ({ data: { script, memory } }) => {
  importScripts(script);
  postMessage(imported && memory.buffer instanceof SharedArrayBuffer);
};`;

/**
 * Whether threads of WebAssembly start here: a worker of a blob that imports a blob and shares memory.
 *
 * The wasm module of tfjs waits forever for threads that a Content-Security-Policy keeps out, or that start
 * nowhere for another reason; false is told instead, after 10 s where nobody answers.
 */
export async function threadsStart(): Promise<boolean> {
  const { crossOriginIsolated, Worker } = globalThis as BrowserGlobals;
  if (!crossOriginIsolated || !Worker) return false;
  const addresses = [THREAD, 'var imported = true;'].map((text) =>
    URL.createObjectURL(new Blob([text], { type: 'text/javascript' })),
  ) as [string, string];
  let worker: BrowserWorker | undefined;
  let bound: ReturnType<typeof setTimeout> | undefined;
  try {
    const started = new Worker(addresses[0]);
    worker = started;
    return await new Promise<boolean>((resolve) => {
      bound = setTimeout(() => resolve(false), PATIENCE);
      started.onmessage = ({ data }) => resolve(data === true);
      started.onerror = (event) => {
        event.preventDefault();
        resolve(false);
      };
      const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
      started.postMessage({ script: addresses[1], memory });
    });
  } catch {
    return false;
  } finally {
    clearTimeout(bound);
    worker?.terminate();
    for (const address of addresses) URL.revokeObjectURL(address);
  }
}
