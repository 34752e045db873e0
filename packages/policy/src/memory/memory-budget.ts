import type { ModelConfig } from '../model/model-config.js';
import { type PackedBatch, type PackedPrompts, packBatch } from '../model/packed-batch.js';
import {
  activationCacheBytes,
  assertFitsMemory,
  backwardPeakBytes,
  decodePeakBytes,
  pendingDistributionBytes,
  residentBytes,
} from './memory-estimate.js';

/** The size of a sampling: completions of each prompt, and the most tokens of one. */
export interface SamplingSize {
  readonly n: number;
  readonly maxTokens: number;
}

/** What fits the memory limit of a process beside a model's weights, by estimates; all fits without limit. */
export interface MemoryBudget {
  readonly unlimited: boolean;
  /** Whether there is room to merge adapters into copies of the projections: for passes, a third is left. */
  readonly merges: boolean;
  /** Whether prompts can be decoded together. */
  fitsDecoding(packed: PackedPrompts, size: SamplingSize): boolean;
  /** Whether the activations of a differentiable pass can be stored; else they are recomputed. */
  fitsStored(packed: PackedBatch, klToReference: boolean): boolean;
  /** Whether activations of a sampling can be kept, in sampling and in an update that reuses them. */
  fitsActivationCache(prompts: readonly Int32Array[], size: SamplingSize): boolean;
  /** The budget beside a frozen reference policy as well. */
  withFrozenReference(): MemoryBudget;
}

/**
 * The memory budget of a model under a limit in bytes.
 *
 * @throws EchoError `invalid-input` when the limit leaves no room beside the weights.
 */
export function memoryBudget(
  config: ModelConfig,
  limit = Number.POSITIVE_INFINITY,
  frozenReference = false,
): MemoryBudget {
  assertFitsMemory(config, limit);
  const unlimited = limit === Number.POSITIVE_INFINITY;
  const merges = residentBytes(config, 2) <= (2 / 3) * limit;
  const available = limit - residentBytes(config, merges ? 1 + Number(frozenReference) : 0);
  return {
    unlimited,
    merges,
    fitsDecoding: (packed, { n, maxTokens }) =>
      unlimited || decodePeakBytes(config, packed, n, maxTokens) <= available,
    fitsStored: (packed, klToReference) =>
      unlimited || backwardPeakBytes(config, packed, { klToReference }) <= available,
    fitsActivationCache: (prompts, { n, maxTokens }) => {
      if (unlimited) return true;
      const longest = prompts.map(() => Array.from({ length: n }, () => new Int32Array(maxTokens)));
      const packed = packBatch(prompts, longest);
      const sampled =
        decodePeakBytes(config, packed, n, maxTokens) + pendingDistributionBytes(config, prompts.length * n);
      const updated = backwardPeakBytes(config, packed, { recompute: true, klToReference: true });
      return activationCacheBytes(config, packed) + Math.max(sampled, updated) <= available;
    },
    withFrozenReference: () => memoryBudget(config, limit, true),
  };
}
