import { dirname } from 'node:path';
import { EchoError } from '@echo/core';
import { fetchWithRetry } from '@echo/files/fetch-with-retry';
import { downloadFileToCacheDir, listFiles } from '@huggingface/hub';
import { chooseModelFiles } from './choose-model-files.js';
import type { HubModelName } from './hub-model-name.js';

/**
 * Fetches a model's files from the Hub (or `HF_ENDPOINT`) into the Hub's own cache; returns their folder, or
 * its GGUF file.
 *
 * Files already there are not fetched again. `onNote` is told of each file.
 */
export async function downloadModel(model: HubModelName, onNote: (text: string) => void): Promise<string> {
  const { repository } = model;
  const hubUrl = process.env.HF_ENDPOINT;
  const from = {
    repo: repository,
    fetch: fetchWithRetry,
    ...(hubUrl && { hubUrl }),
    ...(process.env.HF_TOKEN && { accessToken: process.env.HF_TOKEN }),
  };
  try {
    const sizes = new Map<string, number>();
    for await (const file of listFiles({ ...from, recursive: true }))
      if (file.type === 'file') sizes.set(file.path, file.size);
    const chosen = chooseModelFiles(model, [...sizes.keys()]);
    const fetched = async (path: string) => {
      onNote(`downloading ${path} (${((sizes.get(path) ?? 0) / 1e6).toFixed(1)} MB)`);
      return downloadFileToCacheDir({ ...from, path });
    };
    if (chosen.kind === 'gguf') return await fetched(chosen.path);
    const places: string[] = [];
    for (const path of chosen.paths) places.push(await fetched(path));
    return dirname(places[0] as string);
  } catch (cause) {
    if (cause instanceof EchoError) throw cause;
    throw new EchoError(
      'download-failed',
      `The model ${repository} could not be fetched (${cause instanceof Error ? cause.message : cause}); check the name and the network, or give a local folder.`,
      { cause },
    );
  }
}
