import { stat } from 'node:fs/promises';
import { EchoError } from '@echo/core';
import type { Policy } from '../policy.js';
import { type ModelPolicyOptions, policyFromModel } from '../policy-from-model.js';
import type { ChatTemplateOptions } from '../tokenizer/chat-template.js';
import { openHuggingFaceFolder } from './hugging-face-folder.js';
import { readPeftFolder } from './peft-folder.js';

/** Options of `loadPolicy`. */
export interface PolicyOptions extends ChatTemplateOptions, Omit<ModelPolicyOptions, 'adapter'> {
  /** A PEFT folder whose adapter, with its own configuration, is loaded instead of a fresh one. */
  readonly adapter?: string;
}

/**
 * Loads a policy from a Hugging Face folder or a GGUF file. The backend must have been loaded.
 *
 * @example
 * ```ts
 * import { loadBackend } from '@echo/compute/node';
 * import { nanoFolder } from '@echo/nano/node';
 * import { loadPolicy } from '@echo/policy/node';
 *
 * await loadBackend();
 * const policy = await loadPolicy(nanoFolder(), { lora: { rank: 4, alpha: 8 }, seed: 1 });
 * policy.adapter.config.rank; // → 4
 * policy.dispose();
 * ```
 */
export async function loadPolicy(path: string, { adapter, ...options }: PolicyOptions = {}): Promise<Policy> {
  const found = await stat(path).catch(() => null);
  if (!found) {
    throw new EchoError(
      'not-found',
      `There is no model at ${path}; give a Hugging Face folder or a .gguf file.`,
    );
  }
  const peft = adapter === undefined ? null : await readPeftFolder(adapter);
  const model = found.isDirectory()
    ? await openHuggingFaceFolder(path, options)
    : await (await import('../checkpoint/gguf.js')).openGguf(path, options);
  return policyFromModel(model, { ...options, ...(peft && { adapter: peft }) });
}
