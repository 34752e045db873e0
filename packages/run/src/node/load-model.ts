import { basename } from 'node:path';
import { EchoError } from '@echo/core';
import { loadNano, nanoFolder } from '@echo/nano/node';
import type { Policy } from '@echo/policy';
import { loadPolicy, type PolicyOptions } from '@echo/policy/node';
import { downloadModel } from './download-model.js';

/**
 * Loads the model that a name means: `nano`, a Hugging Face folder, a .gguf file, or hf:owner/name from the
 * Hub.
 *
 * `onNote` is told of each file that is downloaded. The backend must have been loaded.
 */
export async function loadModel(
  name: string,
  options: PolicyOptions = {},
  onNote: (text: string) => void = () => {},
): Promise<Policy> {
  assertModelName(name);
  if (name === 'nano') return loadNano(options);
  if (name.startsWith('hf:')) return loadPolicy(await downloadModel(name.slice(3), onNote), options);
  return loadPolicy(name, options);
}

/** The name of the base model on an adapter's card. */
export function baseModelName(name: string): string {
  if (name === 'nano') return nanoFolder();
  if (name.endsWith('.gguf')) return basename(name);
  return name.startsWith('hf:') ? name.slice(3) : name;
}

/** Refuses a model name that can be no model before anything else is done. */
export function assertModelName(name: string): void {
  if (name.startsWith('hf:') && !/^hf:[\w.-]+\/[\w.-]+$/.test(name)) {
    throw new EchoError('invalid-input', `Expected --model hf:owner/name, got ${name}.`);
  }
}
