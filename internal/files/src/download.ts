import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DownloadError } from './download-error.js';
import { type Answer, ATTEMPTS, httpGet, NO_BACKPRESSURE, refused, withoutCredentials } from './http-get.js';
import { isLocalError } from './local-errors.js';
import { sha256Of } from './sha256-of.js';

/** Where a file comes from, and what it must be. */
export interface Download {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The SHA-256 it must have, in hexadecimal digits. */
  readonly sha256?: string;
  /** The number of bytes it must have. */
  readonly bytes?: number;
  /** Called with the number of bytes that are there, from all attempts. */
  readonly onProgress?: (received: number) => void;
}

/**
 * Fetches a file to `target`, checked, flushed and put in place whole.
 *
 * What a broken download leaves, `<target>.partial`, is gone on with, also by a later call; it is left when
 * the connection fails and removed when it is not what it should be.
 *
 * @throws DownloadError when it cannot be fetched or is not the file it should be; an error of this machine's
 *   files as it is.
 */
export async function download(target: string, wanted: Download): Promise<void> {
  const partial = `${target}.partial`;
  const before = await sizeOf(partial);
  await complete(partial, wanted);
  const problem = await problemOf(partial, wanted);
  if (problem === null) return putInPlace(partial, target);
  await rm(partial, { force: true });
  if (before === 0) throw problem;
  await download(target, wanted);
}

/** Appends what is missing, in several attempts as long as some of it comes. */
async function complete(partial: string, wanted: Download): Promise<void> {
  let received = await sizeOf(partial);
  for (let failures = 0; wanted.bytes === undefined || received < wanted.bytes; ) {
    try {
      return await appendRest(partial, received, wanted);
    } catch (error) {
      if (error instanceof DownloadError && error.problem === 'length') await rm(partial, { force: true });
      if (error instanceof DownloadError || isLocalError(error)) throw error;
      const now = await sizeOf(partial);
      failures = now > received ? 1 : failures + 1;
      received = now;
      if (failures === ATTEMPTS) throw unreachable(wanted.url, error);
      await sleep(250 * 2 ** (failures - 1));
    }
  }
}

/** Asks for the bytes that are missing, and for all of them where the server does not give a part. */
async function appendRest(partial: string, received: number, wanted: Download): Promise<void> {
  const { url, headers } = wanted;
  const range = received > 0 ? { range: `bytes=${received}-` } : {};
  let begun = false;
  const answer = await httpGet(url, { 'accept-encoding': 'identity', ...headers, ...range }, (head) => {
    begun = true;
    if (head.status === 200) return fileSink(partial, 0, wanted);
    return givesRest(head, received) ? fileSink(partial, received, wanted) : null;
  }).catch((error: unknown) => {
    throw begun || error instanceof DownloadError ? error : unreachable(url, error);
  });
  if (answer.status === 200 || givesRest(answer, received)) return;
  if (answer.status === 206)
    throw new DownloadError('part', answer.url, 'gave another part than was asked for');
  if (answer.status !== 416 || received === 0) throw refused(answer);
  await rm(partial);
  await appendRest(partial, 0, wanted);
}

function givesRest({ status, header }: Answer, received: number): boolean {
  return status === 206 && (header('content-range') ?? '').startsWith(`bytes ${received}-`);
}

/** Writes what comes to the end of a file that has `from` bytes, or to a new one. */
function fileSink(path: string, from: number, { url, bytes, onProgress }: Download): Writable {
  const file = createWriteStream(path, { flags: from > 0 ? 'a' : 'w' });
  let size = from;
  const sink = new Writable({
    highWaterMark: NO_BACKPRESSURE,
    write: (chunk: Buffer, _encoding, done) => {
      size += chunk.length;
      if (bytes !== undefined && size > bytes) return done(tooLong(url));
      file.write(chunk, (error) => {
        if (!error) onProgress?.(size);
        done(error);
      });
    },
    final: (done) => void file.end(done),
    destroy: (error, done) => {
      file.destroy();
      done(error);
    },
  });
  file.on('error', (error) => sink.destroy(error));
  return sink;
}

/** Why a file that is complete is not the one that was wanted; null when it is. */
async function problemOf(partial: string, { url, sha256, bytes }: Download): Promise<DownloadError | null> {
  if (bytes !== undefined && (await sizeOf(partial)) > bytes) return tooLong(url);
  if (sha256 === undefined || (await sha256Of(partial)) === sha256) return null;
  return new DownloadError('sha256', withoutCredentials(url), 'has another SHA-256 than expected');
}

async function putInPlace(partial: string, target: string): Promise<void> {
  const file = await open(partial, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, target);
}

function tooLong(url: string): DownloadError {
  return new DownloadError('length', withoutCredentials(url), 'is longer than expected');
}

/** The problem of a URL that gave no answer, or none to the end. */
export function unreachable(url: string, cause: unknown): DownloadError {
  const { message, code } = cause as { message?: string; code?: string };
  const predicate = `cannot be reached (${message || code || String(cause)})`;
  return new DownloadError('unreachable', withoutCredentials(url), predicate, { cause });
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}
