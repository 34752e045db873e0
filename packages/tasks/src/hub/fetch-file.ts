import { EchoError } from '@echo/core';
import { type Download, download } from '@echo/files/download';
import { DownloadError } from '@echo/files/download-error';
import { sha256Of } from '@echo/files/sha256-of';
import { withLock } from '@echo/files/with-lock';
import type { DatasetFile } from './dataset-files.js';
import { endpoint } from './endpoint.js';
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
  const isThere = async () => (await sha256Of(target)) === file.sha256;
  if (await isThere()) return;
  await withLock(
    target,
    () => {},
    async () => {
      if (!(await isThere())) await download(target, requestOf(source, file, onProgress));
    },
  ).catch((error: unknown) => {
    throw error instanceof DownloadError ? failed(source, file, error) : error;
  });
}

function requestOf(source: Source, { path, bytes, sha256 }: DatasetFile, onProgress: Report): Download {
  const { url, token } = endpoint();
  const place = path.split('/').map(encodeURIComponent).join('/');
  return {
    url: `${url}/datasets/${source.repository}/resolve/${source.revision}/${place}`,
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    bytes,
    sha256,
    onProgress: (received) => onProgress({ file: path, received, total: bytes }),
  };
}

function failed(source: Source, file: DatasetFile, error: DownloadError): EchoError {
  return new EchoError(
    'download-failed',
    `${source.repository}/${file.path} could not be downloaded: ${reasonOf(error)}; check the network, HF_ENDPOINT and HF_TOKEN, and try again.`,
    { cause: error },
  );
}

function reasonOf({ problem, predicate }: DownloadError): string {
  if (problem === 'sha256') return 'it has another SHA-256 than the Hub lists, so it is not used';
  if (problem === 'length') return 'it is longer than the Hub lists';
  return `the server ${predicate}`;
}
