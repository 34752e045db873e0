import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { TfjsNativeError } from '../tfjs-native-error.js';
import { type Answer, httpGet, NO_BACKPRESSURE, withoutCredentials } from './http-get.js';
import { sha256Of } from './manifest.js';

const ATTEMPTS = 3;

/**
 * Fetches a URL into a file, three attempts, and checks its SHA-256 where one is given.
 *
 * @throws TfjsNativeError `download-failed` when it cannot be reached or is not the file it should be; no file is
 *   left then.
 */
export async function download(url: string, file: string, sha256?: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await httpGet(url, '*/*', () => createWriteStream(file, { highWaterMark: NO_BACKPRESSURE }));
      if (sha256 === undefined || (await sha256Of(file)) === sha256) return;
      throw new TfjsNativeError(
        'download-failed',
        `${withoutCredentials(url)} does not have the expected SHA-256: it was changed on the way, so it is not used; try again or use another mirror.`,
      );
    } catch (error) {
      await rm(file, { force: true });
      if (isFullDisk(error)) throw error;
      if (attempt < ATTEMPTS && !(error instanceof TfjsNativeError)) continue;
      throw error instanceof TfjsNativeError ? error : unreachable(url, error);
    }
  }
}

/**
 * Fetches a small text document.
 *
 * @throws TfjsNativeError `download-failed`
 */
export async function downloadText(url: string, accept: string): Promise<Answer & { text: string }> {
  const chunks: Buffer[] = [];
  const collect = (): Writable =>
    new Writable({
      highWaterMark: NO_BACKPRESSURE,
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(chunk);
        done();
      },
    });
  try {
    const answer = await httpGet(url, accept, collect);
    return { ...answer, text: Buffer.concat(chunks).toString('utf8') };
  } catch (error) {
    throw error instanceof TfjsNativeError ? error : unreachable(url, error);
  }
}

function unreachable(url: string, cause: unknown): TfjsNativeError {
  const { message, code } = cause as { message?: string; code?: string };
  return new TfjsNativeError(
    'download-failed',
    `${withoutCredentials(url)} cannot be reached (${message || code || String(cause)}).`,
    { cause },
  );
}

function isFullDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
