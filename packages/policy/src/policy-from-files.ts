import { modelFromSettings } from './checkpoint/hugging-face.js';
import { parseJson } from './checkpoint/parse-json.js';
import { safetensorsFromBytes, weightsOf } from './checkpoint/safetensors.js';
import type { Policy } from './policy.js';
import { type ModelPolicyOptions, policyFromModel } from './policy-from-model.js';
import type { ChatTemplateOptions } from './tokenizer/chat-template.js';

/** The contents of a model's files in Hugging Face's layout, by their names; the last may be left out. */
export interface ModelFileBytes {
  readonly 'config.json': Uint8Array;
  readonly 'model.safetensors': Uint8Array;
  readonly 'tokenizer.json': Uint8Array;
  readonly 'tokenizer_config.json'?: Uint8Array;
}

/**
 * A policy from the contents of a model's files, wherever they were fetched from; works in browsers.
 *
 * The backend must have been loaded. Throws `corrupt-file` and `unsupported`, each naming the file.
 *
 * @example
 * ```ts no-run
 * import { type ModelFileBytes, policyFromFiles } from '@echo/policy';
 *
 * declare const files: ModelFileBytes;
 * const policy = await policyFromFiles(files, { lora: { rank: 4, alpha: 8 }, seed: 1 });
 * ```
 */
export async function policyFromFiles(
  files: ModelFileBytes,
  options: ModelPolicyOptions & ChatTemplateOptions = {},
): Promise<Policy> {
  const settings = files['tokenizer_config.json'];
  const model = modelFromSettings(
    {
      config: parseJson('config.json', files['config.json']),
      tokenizer: parseJson('tokenizer.json', files['tokenizer.json']),
      ...(settings && { tokenizerConfig: parseJson('tokenizer_config.json', settings) }),
    },
    'config.json',
    options,
  );
  const weights = weightsOf([await safetensorsFromBytes(files['model.safetensors'], 'model.safetensors')]);
  return policyFromModel({ ...model, weights }, options);
}
