import { dirname } from 'node:path';
import { EchoError } from '@echo/core';
import { fetchWithRetry } from '@echo/files/fetch-with-retry';
import { downloadFileToCacheDir, listFiles } from '@huggingface/hub';

const WANTED =
  /^(config|generation_config|tokenizer|tokenizer_config|special_tokens_map|model\.safetensors\.index)\.json$|^chat_template\.jinja$|\.safetensors$/;

/**
 * Fetches a model's files from the Hub (or `HF_ENDPOINT`) into the Hub's own cache and returns their folder.
 *
 * Files already there are not fetched again. `onNote` is told of each file.
 */
export async function downloadModel(repository: string, onNote: (text: string) => void): Promise<string> {
  const hubUrl = process.env.HF_ENDPOINT;
  const from = {
    repo: repository,
    fetch: fetchWithRetry,
    ...(hubUrl && { hubUrl }),
    ...(process.env.HF_TOKEN && { accessToken: process.env.HF_TOKEN }),
  };
  try {
    let folder: string | undefined;
    for await (const file of listFiles(from)) {
      if (file.type !== 'file' || !WANTED.test(file.path)) continue;
      onNote(`downloading ${file.path} (${(file.size / 1e6).toFixed(1)} MB)`);
      const path = await downloadFileToCacheDir({ ...from, path: file.path });
      if (file.path === 'config.json') folder = dirname(path);
    }
    if (!folder)
      throw new EchoError(
        'not-found',
        `The repository ${repository} has no config.json; name one that holds a model in Hugging Face's layout.`,
      );
    return folder;
  } catch (cause) {
    if (cause instanceof EchoError) throw cause;
    throw new EchoError(
      'download-failed',
      `The model ${repository} could not be fetched (${cause instanceof Error ? cause.message : cause}); check the name and the network, or give a local folder.`,
      { cause },
    );
  }
}
