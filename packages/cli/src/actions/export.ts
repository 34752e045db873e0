import { existsSync } from 'node:fs';
import { EchoError, isEchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import { countTable, type EpisodeStore, exportJsonl, exportParquet, openStore } from '@echo/store';
import { expectFreeFile, misuse } from 'echo-rl/commands';
import type { ExportArguments } from '../commands/export.js';

/** Writes every episode of a store to a file, whole or not at all. */
export async function exportEpisodes(
  place: string,
  { out, force = false, json = false }: ExportArguments,
): Promise<void> {
  const chunksOf = formatOf(out);
  await expectFreeFile(out, force);
  if (!place.includes('://') && !existsSync(place))
    throw new EchoError('not-found', `There is no episode store ${place}; name the file given to --store.`);
  const store = await openStore(place);
  try {
    await writeAtomically(out, async (file) => {
      for await (const chunk of chunksOf(store)) await file.appendFile(chunk);
    }).catch((cause: Error) => {
      if (isEchoError(cause)) throw cause;
      throw new EchoError(
        'write-failed',
        `${out} could not be written (${cause.message}); choose another --out.`,
        {
          cause,
        },
      );
    });
    const episodes = countTable(await store.counts()).n;
    process.stdout.write(
      json ? `${JSON.stringify({ file: out, episodes })}\n` : `${episodes} episodes are in ${out}.\n`,
    );
  } finally {
    await store.close();
  }
}

function formatOf(out: string): (store: EpisodeStore) => AsyncIterable<string | Uint8Array> {
  if (out.endsWith('.parquet')) return exportParquet;
  if (out.endsWith('.jsonl')) return exportJsonl;
  return misuse(`--out wants a name that ends in .parquet or .jsonl, got ${out}.`);
}
