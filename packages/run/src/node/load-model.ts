import { basename } from 'node:path';
import { withConfidenceDistribution } from '@echo/grpo';
import { nanoFolder } from '@echo/nano/node';
import type { Policy } from '@echo/policy';
import { loadPolicy, type PolicyOptions } from '@echo/policy/node';
import { otherBaseWarning } from './adapter-settings-file.js';
import { downloadModel } from './download-model.js';
import { parseHubModelName } from './hub-model-name.js';

/**
 * Loads the model that a name means: `nano`, a Hugging Face folder, a .gguf file, or hf:owner/name from the
 * Hub.
 *
 * Of several GGUF files there `hf:owner/name/file.gguf` or `hf:owner/name:Q4_K_M` names one.
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
  return withConfidenceDistribution(await loadPolicy(path, options));
}

/** The folder or file of the model that a name means, downloaded where it is on the Hub. */
export async function modelPath(name: string, onNote: (text: string) => void = () => {}): Promise<string> {
  assertModelName(name);
  if (name === 'nano') return nanoFolder();
  return name.startsWith('hf:') ? downloadModel(parseHubModelName(name), onNote) : name;
}

/** The name of the base model on an adapter's card. */
export function baseModelName(name: string): string {
  if (name === 'nano') return 'echo/nano';
  if (name.startsWith('hf:')) return parseHubModelName(name).repository;
  return name.endsWith('.gguf') ? basename(name) : name;
}

/** Refuses a model name that can be no model before anything else is done. */
export function assertModelName(name: string): void {
  if (name.startsWith('hf:')) parseHubModelName(name);
}
