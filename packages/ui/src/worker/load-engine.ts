import { loadWasmBackend } from '@echo/compute';
import { fetchNanoFiles, type NanoFiles } from '@echo/nano';
import type { PolicyInfo, Progress } from '../backend.js';
import type { WorkerAddresses } from './worker-api.js';

/** The embedded policy's files and the backend they are computed on. */
export interface Engine {
  readonly addresses: WorkerAddresses;
  readonly files: NanoFiles;
  readonly info: Omit<PolicyInfo, 'parameters'>;
}

/** Fetches the policy's files, 5 MB, and the WebAssembly backend; `threads` null for as many as help. */
export async function loadEngine(
  addresses: WorkerAddresses,
  threads: number | null,
  onProgress: (progress: Progress) => void,
): Promise<Engine> {
  const [files, backend] = await Promise.all([
    fetchNanoFiles(addresses.nano, ({ received, total }) => onProgress({ done: received, of: total })),
    loadWasmBackend({ folder: addresses.wasm, ...(threads !== null && { threads }) }),
  ]);
  return { addresses, files, info: { device: 'wasm', threads: backend.threads, simd: backend.simd } };
}
