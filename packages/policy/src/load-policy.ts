import { stat } from 'node:fs/promises';
import { EchoError } from '@echo/core';
import { openHuggingFaceFolder } from './checkpoint/hugging-face.js';
import { createPolicy } from './create-policy.js';
import { assignAdapter, type LoraConfig } from './lora/adapter.js';
import { readPeftFolder } from './lora/peft-files.js';
import { assertFitsMemory } from './memory/memory-estimate.js';
import { disposeCausalLm } from './model/causal-lm.js';
import { loadCausalLm } from './model/load-causal-lm.js';
import type { Policy } from './policy.js';
import type { ChatTemplateOptions } from './tokenizer/chat-template.js';

/** Options of `loadPolicy`. */
export interface PolicyOptions extends ChatTemplateOptions {
  /** The configuration of a fresh adapter; rank 16, alpha 32 on all seven projections unless given. */
  readonly lora?: Partial<LoraConfig>;
  /** Seed of the fresh adapter. */
  readonly seed?: number | string;
  /** A PEFT folder whose adapter, with its own configuration, is loaded instead of a fresh one. */
  readonly adapter?: string;
  /** Memory limit of the process in bytes, estimated; no limit unless given. */
  readonly memory?: number;
}

/**
 * Loads a policy from a Hugging Face folder or a GGUF file. The backend must have been loaded.
 *
 * @example
 * ```ts
 * import { loadBackend } from '@echo/compute';
 * import { nanoFolder } from '@echo/nano';
 * import { loadPolicy } from '@echo/policy';
 *
 * await loadBackend();
 * const policy = await loadPolicy(nanoFolder(), { lora: { rank: 4, alpha: 8 }, seed: 1 });
 * policy.adapter.config.rank; // → 4
 * policy.dispose();
 * ```
 */
export async function loadPolicy(path: string, options: PolicyOptions = {}): Promise<Policy> {
  const found = await stat(path).catch(() => null);
  if (!found) {
    throw new EchoError(
      'not-found',
      `There is no model at ${path}; give a Hugging Face folder or a .gguf file.`,
    );
  }
  const peft = options.adapter === undefined ? null : await readPeftFolder(options.adapter);
  const { config, weights, tokenizer } = found.isDirectory()
    ? await openHuggingFaceFolder(path, options)
    : await (await import('./checkpoint/gguf.js')).openGguf(path, options);
  try {
    assertFitsMemory(config, options.memory);
    const model = await loadCausalLm(config, weights);
    const lora = peft
      ? { rank: peft.config.rank, alpha: peft.config.alpha, targetModules: peft.config.targetModules }
      : options.lora;
    let policy: Policy | null = null;
    try {
      policy = createPolicy(model, tokenizer, {
        ...(lora && { lora }),
        ...(options.seed !== undefined && { seed: options.seed }),
        ...(options.memory !== undefined && { memory: options.memory }),
      });
      if (peft) assignAdapter(policy.adapter, peft.tensors);
      return policy;
    } catch (error) {
      if (policy) policy.dispose();
      else disposeCausalLm(model);
      throw error;
    }
  } finally {
    await weights.close();
  }
}
