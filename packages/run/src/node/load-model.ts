import { basename } from 'node:path';
import { EchoError } from '@echo/core';
import { nanoFolder } from '@echo/nano/node';
import type { Policy } from '@echo/policy';
import { loadPolicy, type PolicyOptions } from '@echo/policy/node';
import { otherBaseWarning } from './adapter-settings-file.js';
import { downloadModel } from './download-model.js';

/**
 * Loads the model that a name means: `nano`, a Hugging Face folder, a .gguf file, or hf:owner/name from the
 * Hub.
 *
 * `onNote` is told of each file that is downloaded, and of an adapter that was trained on other weights. The
 * backend must have been loaded.
 */
export async function loadModel(
  name: string,
  options: PolicyOptions = {},
  onNote: (text: string) => void = () => {},
): Promise<Policy> {
  const path = await modelPath(name, onNote);
  const { adapter } = options;
  const warning = adapter === undefined ? null : await otherBaseWarning(adapter, path);
  if (warning !== null) onNote(warning);
  return loadPolicy(path, options);
}

/** The folder or file of the model that a name means, downloaded where it is on the Hub. */
export async function modelPath(name: string, onNote: (text: string) => void = () => {}): Promise<string> {
  assertModelName(name);
  if (name === 'nano') return nanoFolder();
  return name.startsWith('hf:') ? downloadModel(name.slice(3), onNote) : name;
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
