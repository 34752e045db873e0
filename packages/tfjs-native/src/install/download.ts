import { Writable } from 'node:stream';
import { download as downloadFile, unreachable } from '@echo/files/download';
import { DownloadError } from '@echo/files/download-error';
import { httpGet, NO_BACKPRESSURE, refused } from '@echo/files/http-get';
import { TfjsNativeError } from '../tfjs-native-error.js';

/**
 * Fetches a URL into a file and checks its SHA-256 where one is given.
 *
 * @throws TfjsNativeError `download-failed` when it cannot be reached or is not the file it should be; at
 *   most `<file>.partial` is left then.
 */
export async function download(url: string, file: string, sha256?: string): Promise<void> {
  try {
    await downloadFile(file, { url, ...(sha256 !== undefined && { sha256 }) });
  } catch (error) {
    throw explained(error);
  }
}

/** A text document, its URL after redirects and its media type. */
export interface TextDocument {
  readonly text: string;
  readonly url: string;
  readonly type: string;
}

/**
 * Fetches a small text document.
 *
 * @throws TfjsNativeError `download-failed`
 */
export async function downloadText(url: string, accept: string): Promise<TextDocument> {
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
    const answer = await httpGet(url, { accept }, ({ status }) => (status === 200 ? collect() : null));
    if (answer.status !== 200) throw refused(answer);
    return {
      text: Buffer.concat(chunks).toString('utf8'),
      url: answer.url,
      type: answer.header('content-type') ?? '',
    };
  } catch (error) {
    throw explained(error instanceof DownloadError ? error : unreachable(url, error));
  }
}

function explained(error: unknown): unknown {
  if (!(error instanceof DownloadError)) return error;
  const message =
    error.problem === 'sha256'
      ? `${error.url} does not have the expected SHA-256: it was changed on the way, so it is not used; try again or use another mirror.`
      : error.message;
  return new TfjsNativeError('download-failed', message, { cause: error });
}
