import type { LoraConfig } from '@echo/policy';
import type { RunConfig } from './config-schema.js';

/** The LoRA configuration of the fresh adapter that a run begins with. */
export function loraConfig({
  rank,
  alpha,
  numLayers,
}: Pick<RunConfig, 'rank' | 'alpha' | 'numLayers'>): Partial<LoraConfig> {
  return { rank, alpha, ...(numLayers !== null && { numLayers }) };
}
