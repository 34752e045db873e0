import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE } from './cache-folder.js';

/** A model as both sides load it, and the GGUF file it was decoded from, where it was. */
export interface ModelSource {
  /** A Hugging Face folder. */
  readonly folder: string;
  readonly gguf: string | null;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * The model that `given` names, a GGUF file or a Hugging Face folder; unless given SmolLM2-135M-Instruct,
 * which is fetched.
 *
 * A GGUF file is written once as a folder of 32-bit floats, its weights and tokenizer as transformers reads
 * them.
 */
export function modelSource(interpreter: string, given?: string): ModelSource {
  const source = given === undefined ? fetchedModel() : resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (!existsSync(source))
    throw new Error(`There is no model at ${source}; give a GGUF file or a Hugging Face folder.`);
  if (!source.endsWith('.gguf')) return { folder: source, gguf: null };
  const folder = join(CACHE, basename(source, '.gguf'));
  if (!existsSync(join(folder, 'complete'))) {
    execFileSync(interpreter, [here('dequantize.py'), source, folder], { stdio: ['ignore', 2, 2] });
    writeFileSync(join(folder, 'complete'), '');
  }
  return { folder, gguf: source };
}

function fetchedModel(): string {
  const script = here('../../experiments/smollm2/fetch-model.ts');
  execFileSync(process.execPath, ['--import', 'tsx', script, CACHE], { stdio: ['ignore', 2, 2] });
  return join(CACHE, 'SmolLM2-135M-Instruct.Q4_1.gguf');
}
