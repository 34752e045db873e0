import {
  assembleCausalLm,
  createPolicy,
  openHuggingFaceFolder,
  type Policy,
  parameterShapes,
} from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';
import type { Settings } from './settings.js';

/** The policy of a Hugging Face folder, but no end token and no stop string ends its completions. */
export async function forcedPolicy(
  folder: string,
  { rank, alpha }: Pick<Settings, 'rank' | 'alpha'>,
): Promise<Policy> {
  const { config, weights, tokenizer } = await openHuggingFaceFolder(folder);
  const tensors = new Map<string, tf.Tensor>();
  for (const [name, shape] of parameterShapes(config))
    tensors.set(name, tf.tensor(await weights.read(name), [...shape]));
  await weights.close();
  const model = assembleCausalLm(config, (name) => tensors.get(name) as tf.Tensor);
  const policy = createPolicy(model, { ...tokenizer, eosTokenIds: [] }, { lora: { rank, alpha } });
  return {
    ...policy,
    completeGroups: (prompts, options) => policy.completeGroups(prompts, { ...options, stop: [] }),
  };
}
