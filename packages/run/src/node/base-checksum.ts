import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The SHA-256 of a model's weights: of a .gguf file, or of a folder's .safetensors files one after another.
 *
 * The order of files is that of their names.
 */
export async function baseChecksum(path: string): Promise<string> {
  const isFolder = (await stat(path)).isDirectory();
  const files = isFolder
    ? (await readdir(path)).filter((name) => name.endsWith('.safetensors')).sort()
    : null;
  const hash = createHash('sha256');
  for (const file of files?.map((name) => join(path, name)) ?? [path])
    for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}
