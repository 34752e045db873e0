import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EchoError } from '@echo/core';
import { fetchWithRetry } from '@echo/files/fetch-with-retry';
import { writeAtomically } from '@echo/files/write-atomically';
import { listFiles } from '@huggingface/hub';
import { z } from 'zod';
import { endpoint } from './endpoint.js';
import type { Source } from './source.js';

const datasetFile = z.object({ path: z.string(), bytes: z.number(), sha256: z.string() }).readonly();

/** A parquet file of a data set, with what it must be. */
export type DatasetFile = z.infer<typeof datasetFile>;

/**
 * The parquet files of one config at the pinned commit, in order.
 *
 * The list is kept in the file `cached`: a commit never changes, so the Hub is asked once.
 */
export async function datasetFiles(
  source: Source,
  config: string,
  cached: string,
): Promise<readonly DatasetFile[]> {
  const known = await readList(cached);
  if (known) return known;
  const files = await askHub(source, config);
  if (files.length === 0) return files;
  await mkdir(dirname(cached), { recursive: true });
  await writeAtomically(cached, JSON.stringify(files));
  return files;
}

async function readList(path: string): Promise<readonly DatasetFile[] | null> {
  try {
    return z.array(datasetFile).parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

async function askHub({ repository, revision }: Source, config: string): Promise<readonly DatasetFile[]> {
  const { url, token } = endpoint();
  const files: DatasetFile[] = [];
  try {
    const entries = listFiles({
      repo: { type: 'dataset', name: repository },
      revision,
      path: config,
      hubUrl: url,
      fetch: fetchWithRetry,
      ...(token !== undefined && { accessToken: token }),
    });
    for await (const { path, size, lfs } of entries) {
      if (lfs && path.startsWith(`${config}/`) && /^[\w-]+\.parquet$/.test(path.slice(config.length + 1)))
        files.push({ path, bytes: size, sha256: lfs.oid });
    }
  } catch (cause) {
    throw new EchoError(
      'download-failed',
      `The files of ${repository} could not be listed (${cause instanceof Error ? cause.message : String(cause)}); check the network, HF_ENDPOINT and HF_TOKEN, and try again.`,
      { cause },
    );
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
