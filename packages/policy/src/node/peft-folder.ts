import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoraAdapter } from '../lora/adapter.js';
import { type PeftAdapter, type PeftFormat, parsePeftAdapter, peftFiles } from '../lora/peft-files.js';
import { readJson } from './read-json.js';
import { replaceFolder } from './replace-folder.js';
import { readSafetensors } from './safetensors-file.js';

/**
 * Reads a folder that PEFT, TRL or `writePeftFolder` wrote. What cannot be honoured exactly is refused by
 * name.
 */
export async function readPeftFolder(folder: string): Promise<PeftAdapter> {
  const config = join(folder, 'adapter_config.json');
  const json = await readJson(config);
  const tensors = await readSafetensors(join(folder, 'adapter_model.safetensors'));
  return parsePeftAdapter(json, tensors, { folder, config });
}

/** How an adapter's folder is written. */
export interface PeftFolderOptions extends PeftFormat {
  /** More files in it, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Writes the adapter as PEFT would: adapter_config.json, adapter_model.safetensors, README.md.
 *
 * The folder is replaced whole or not at all. Values are 32-bit floats unless `dtype` says F16.
 *
 * @example
 * ```ts
 * import { loadBackend } from '@echo/compute/node';
 * import { loadNano } from '@echo/nano/node';
 * import { readPeftFolder, writePeftFolder } from '@echo/policy/node';
 *
 * await loadBackend();
 * const policy = await loadNano({ lora: { rank: 4 } });
 * await writePeftFolder('adapter', policy.adapter, 'echo/nano');
 * (await readPeftFolder('adapter')).baseModel; // → 'echo/nano'
 * policy.dispose();
 * ```
 */
export async function writePeftFolder(
  folder: string,
  adapter: LoraAdapter,
  baseModel: string,
  { files: others = {}, dtype = 'F32' }: PeftFolderOptions = {},
): Promise<void> {
  const files = { ...others, ...(await peftFiles(adapter, baseModel, { dtype })) };
  await replaceFolder(folder, 'make room and try again', async (temporary) => {
    for (const [name, content] of Object.entries(files))
      await writeFile(join(temporary, name), content, { flush: true });
  });
}
