import type { ModelFiles } from './checkpoint/hugging-face.js';
import { createPolicy } from './create-policy.js';
import { assignAdapter, type LoraConfig } from './lora/adapter.js';
import type { PeftAdapter } from './lora/peft-files.js';
import { assertFitsMemory } from './memory/memory-estimate.js';
import { disposeCausalLm } from './model/causal-lm.js';
import { loadCausalLm } from './model/load-causal-lm.js';
import type { Policy } from './policy.js';

/** Options of `policyFromModel`. */
export interface ModelPolicyOptions {
  /** The configuration of a fresh adapter; rank 16, alpha 32 on all seven projections unless given. */
  readonly lora?: Partial<LoraConfig>;
  /** Seed of the fresh adapter. */
  readonly seed?: number | string;
  /** An adapter that is taken, with its own configuration, instead of a fresh one. */
  readonly adapter?: PeftAdapter;
  /** Memory limit of the process in bytes, estimated; no limit unless given. */
  readonly memory?: number;
}

/** A policy from an opened model, whose weights are closed afterwards. The backend must have been loaded. */
export async function policyFromModel(
  { config, weights, tokenizer }: ModelFiles,
  { lora, seed, adapter, memory }: ModelPolicyOptions = {},
): Promise<Policy> {
  try {
    assertFitsMemory(config, memory);
    const model = await loadCausalLm(config, weights);
    const loraConfig = adapter?.config ?? lora;
    let policy: Policy | null = null;
    try {
      policy = createPolicy(model, tokenizer, {
        ...(loraConfig && { lora: loraConfig }),
        ...(seed !== undefined && { seed }),
        ...(memory !== undefined && { memory }),
      });
      if (adapter) assignAdapter(policy.adapter, adapter.tensors);
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
