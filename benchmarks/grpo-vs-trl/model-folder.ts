import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modelConfigToHf } from '@echo/policy';
import { openGguf, writeSafetensors } from '@echo/policy/node';
import { CACHE } from './cache-folder.js';

const GGUF = 'SmolLM2-135M-Instruct.Q4_1.gguf';

/** SmolLM2-135M-Instruct as the GGUF file it is fetched as. */
export function ggufFile(): string {
  const fetchModel = fileURLToPath(new URL('../../experiments/smollm2/fetch-model.ts', import.meta.url));
  execFileSync(process.execPath, ['--import', 'tsx', fetchModel, CACHE], { stdio: ['ignore', 2, 2] });
  return join(CACHE, GGUF);
}

/**
 * The same model as a Hugging Face folder of 32-bit floats (0.5 GB) that both sides load: weights decoded by
 * @echo/policy, the tokenizer by transformers.
 */
export async function modelFolder(interpreter: string): Promise<string> {
  const folder = join(CACHE, 'SmolLM2-135M-Instruct');
  if (existsSync(join(folder, 'complete'))) return folder;
  const file = ggufFile();
  mkdirSync(folder, { recursive: true });
  const { config, weights } = await openGguf(file);
  try {
    const tensors: Record<string, { shape: readonly number[]; data: Float32Array }> = {};
    for (const name of weights.names())
      tensors[name] = { shape: weights.shape(name), data: await weights.read(name) };
    await writeSafetensors(join(folder, 'model.safetensors'), tensors);
  } finally {
    await weights.close();
  }
  writeFileSync(join(folder, 'config.json'), JSON.stringify(modelConfigToHf(config), null, 2));
  const saveTokenizer = [
    'import sys, transformers',
    'transformers.AutoTokenizer.from_pretrained(sys.argv[1], gguf_file=sys.argv[2]).save_pretrained(sys.argv[3])',
  ].join('\n');
  execFileSync(interpreter, ['-c', saveTokenizer, CACHE, GGUF, folder], { stdio: ['ignore', 2, 2] });
  writeFileSync(join(folder, 'complete'), '');
  return folder;
}
