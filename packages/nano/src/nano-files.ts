import { EchoError } from '@echo/core';
import { type ModelPolicyOptions, type Policy, policyFromFiles } from '@echo/policy';

/** The files of the embedded policy, which stand in the folder `model` of this package. */
export const NANO_FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'model.safetensors',
] as const;

/** The name of a file of the embedded policy. */
export type NanoFile = (typeof NANO_FILES)[number];

/** The contents of the embedded policy's files. */
export type NanoFiles = Readonly<Record<NanoFile, Uint8Array>>;

/** How much of the embedded policy has been received, in bytes. */
export interface ReceivedBytes {
  readonly received: number;
  /** Of all files, where the server has said their lengths; null where it has not. */
  readonly total: number | null;
}

/**
 * The embedded policy from its files, in a browser or anywhere else. The backend must have been loaded.
 *
 * @example
 * ```ts no-run
 * import { loadWasmBackend } from '@echo/compute';
 * import { fetchNanoFiles, nanoFromFiles } from '@echo/nano';
 *
 * await loadWasmBackend({ folder: '/wasm/' });
 * const policy = await nanoFromFiles(await fetchNanoFiles('/nano/'));
 * ```
 */
export function nanoFromFiles(files: NanoFiles, options: ModelPolicyOptions = {}): Promise<Policy> {
  return policyFromFiles(files, options);
}

/**
 * Fetches the embedded policy's files from a folder of a web server.
 *
 * @param folder its address; in a worker an absolute one.
 * @param onProgress is called for every piece received.
 * @throws EchoError `download-failed` when a file is not there or the connection breaks.
 */
export async function fetchNanoFiles(
  folder: string,
  onProgress: (progress: ReceivedBytes) => void = () => {},
): Promise<NanoFiles> {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  const responses = await Promise.all(NANO_FILES.map((name) => request(`${base}${name}`)));
  const lengths = responses.map(lengthOf);
  const total = lengths.every((length) => length !== null) ? lengths.reduce((a, b) => a + b, 0) : null;
  let received = 0;
  const contents = await Promise.all(
    responses.map((response, i) =>
      readBody(response, `${base}${NANO_FILES[i]}`, (bytes) => {
        received += bytes;
        onProgress({ received, total });
      }),
    ),
  );
  return Object.fromEntries(NANO_FILES.map((name, i) => [name, contents[i]])) as NanoFiles;
}

async function request(url: string): Promise<Response> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw failed(url, cause instanceof Error ? cause.message : String(cause), cause);
  });
  if (!response.ok) throw failed(url, `the server says ${response.status}`);
  return response;
}

/** The length of a body as it is read; a compressed body is longer than the server says. */
function lengthOf({ headers }: Response): number | null {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? null : Number(length);
}

async function readBody(
  response: Response,
  url: string,
  onBytes: (count: number) => void,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  try {
    const reader = response.body?.getReader();
    for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
      parts.push(next.value);
      onBytes(next.value.length);
    }
  } catch (cause) {
    throw failed(url, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function failed(url: string, why: string, cause?: unknown): EchoError {
  return new EchoError(
    'download-failed',
    `The file ${url} could not be fetched (${why}); see that it is there and try again.`,
    { cause },
  );
}
