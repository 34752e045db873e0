import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { EchoError } from '@echo/core';
import { lock } from 'proper-lockfile';
import type { DatasetFile } from './dataset-files.js';
import { endpoint } from './endpoint.js';
import { ATTEMPTS, fetchWithRetry, waitMs } from './fetch-with-retry.js';
import { isLocalError } from './local-errors.js';
import { sha256Of } from './sha256-of.js';
import type { Source } from './source.js';

/** The progress of a file's download, in bytes. */
export interface DownloadProgress {
  readonly file: string;
  readonly received: number;
  readonly total: number;
}

type Report = (progress: DownloadProgress) => void;

/**
 * Brings a file of the Hub to `target`, unless what should be there is.
 *
 * It is written beside it and put in place whole, when its SHA-256 matches; what a broken download leaves is
 * gone on with. Of several processes one downloads, the others wait for it.
 *
 * @throws EchoError `download-failed` when it cannot be fetched or is not the file it should be
 */
export async function fetchFile(
  source: Source,
  file: DatasetFile,
  target: string,
  onProgress: Report,
): Promise<void> {
  if ((await sha256Of(target)) === file.sha256) return;
  await mkdir(dirname(target), { recursive: true });
  const release = await lock(target, {
    realpath: false,
    stale: 10_000,
    onCompromised: () => {},
    retries: { forever: true, factor: 1, minTimeout: 200, maxTimeout: 200 },
  });
  try {
    if ((await sha256Of(target)) !== file.sha256) await downloadTo(target, source, file, onProgress);
  } finally {
    await release().catch(() => {}); // lost to another process meanwhile
  }
}

async function downloadTo(
  target: string,
  source: Source,
  file: DatasetFile,
  onProgress: Report,
): Promise<void> {
  const partial = `${target}.partial`;
  const before = await sizeOf(partial);
  let received = before;
  for (let failures = 0; received < file.bytes; ) {
    try {
      await appendRest(partial, received, source, file, onProgress);
    } catch (error) {
      if (error instanceof EchoError || isLocalError(error)) throw error;
      failures = (await sizeOf(partial)) > received ? 1 : failures + 1;
      if (failures === ATTEMPTS) throw failed(source, file, reasonOf(error), error);
      await sleep(waitMs(failures));
    }
    received = await sizeOf(partial);
  }
  if (received === file.bytes && (await sha256Of(partial)) === file.sha256) {
    await rename(partial, target);
    return;
  }
  await rm(partial, { force: true });
  if (before === 0)
    throw failed(source, file, 'it has another SHA-256 than the Hub lists, so it is not used');
  await downloadTo(target, source, file, onProgress);
}

/** Asks for the bytes that are missing, and for all of them when the server does not give a part. */
async function appendRest(
  partial: string,
  received: number,
  source: Source,
  file: DatasetFile,
  onProgress: Report,
): Promise<void> {
  const { url, token } = endpoint();
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  const response = await fetchWithRetry(
    `${url}/datasets/${source.repository}/resolve/${source.revision}/${path}`,
    {
      headers: {
        'accept-encoding': 'identity',
        ...(received > 0 && { range: `bytes=${received}-` }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
    },
  ).catch((error: unknown) => {
    throw failed(source, file, reasonOf(error), error);
  });
  const { status, body } = response;
  if (!body || (status !== 200 && status !== 206)) {
    await body?.cancel();
    throw failed(source, file, `the server answered ${status} ${STATUS_CODES[status] ?? ''}`);
  }
  const from = status === 206 ? received : 0;
  if (status === 206 && !response.headers.get('content-range')?.startsWith(`bytes ${from}-`)) {
    await body.cancel();
    throw failed(source, file, 'the server gave another part than was asked for');
  }
  await pipeline(
    Readable.fromWeb(body as ReadableStream<Uint8Array>),
    async function* (chunks: AsyncIterable<Uint8Array>) {
      let size = from;
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > file.bytes) throw failed(source, file, 'it is longer than the Hub lists');
        yield chunk;
        onProgress({ file: file.path, received: size, total: file.bytes });
      }
    },
    createWriteStream(partial, { flags: from > 0 ? 'a' : 'w' }),
  );
}

function failed(source: Source, file: DatasetFile, reason: string, cause?: unknown): EchoError {
  return new EchoError(
    'download-failed',
    `${source.repository}/${file.path} could not be downloaded: ${reason}; check the network, HF_ENDPOINT and HF_TOKEN, and try again.`,
    { cause },
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}
