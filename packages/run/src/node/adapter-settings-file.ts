import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ADAPTER_SETTINGS_FILE, type AdapterSettings, parseAdapterSettings } from '../adapter-settings.js';
import { baseChecksum } from './base-checksum.js';

/**
 * How the adapter in a folder was trained to be asked; null of an adapter without `echo.json`.
 *
 * Throws `corrupt-file`.
 */
export async function readAdapterSettings(folder: string): Promise<AdapterSettings | null> {
  const file = join(folder, ADAPTER_SETTINGS_FILE);
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null;
    throw cause;
  });
  return text === null ? null : parseAdapterSettings(text, file);
}

/**
 * A warning where an adapter was trained on other weights than those at a path; null where it was not.
 *
 * It is no refusal: other weights may be the same model in another precision, and an adapter of another shape
 * is refused when it is loaded.
 */
export async function otherBaseWarning(folder: string, modelPath: string): Promise<string | null> {
  const { base } = (await readAdapterSettings(folder)) ?? {};
  if (!base?.sha256 || base.sha256 === (await baseChecksum(modelPath))) return null;
  return `The adapter in ${folder} was trained on other weights (${base.name}, says its echo.json) than those of ${modelPath}; measure its confidence on them before you trust it.`;
}
