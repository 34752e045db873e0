import { createPolicy, loadCausalLm, type Policy } from '@echo/policy';
import { openHuggingFaceFolder } from '@echo/policy/node';
import type { Settings } from './settings.js';

/** The policy of a Hugging Face folder, but no end token and no stop string ends its completions. */
export async function forcedPolicy(
  folder: string,
  { rank, alpha }: Pick<Settings, 'rank' | 'alpha'>,
  memory?: number,
): Promise<Policy> {
  const { config, weights, tokenizer } = await openHuggingFaceFolder(folder);
  const model = await loadCausalLm(config, weights);
  await weights.close();
  const policy = createPolicy(
    model,
    { ...tokenizer, eosTokenIds: [] },
    { lora: { rank, alpha }, ...(memory !== undefined && { memory }) },
  );
  return {
    ...policy,
    sample: (prompts, options) => policy.sample(prompts, { ...options, stop: [] }),
    completeGroups: (prompts, options) => policy.completeGroups(prompts, { ...options, stop: [] }),
  };
}
