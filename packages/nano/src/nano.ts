import { fileURLToPath } from 'node:url';
import { loadPolicy, type Policy, type PolicyOptions } from '@echo/policy';

/**
 * The folder that holds the embedded policy's weights, configuration and tokenizer in Hugging Face's layout.
 */
export function nanoFolder(): string {
  return fileURLToPath(new URL('../model', import.meta.url));
}

/**
 * Loads the embedded policy: two million parameters, pretrained on the built-in tasks, overconfident on
 * purpose.
 */
export function loadNano(options: PolicyOptions = {}): Promise<Policy> {
  return loadPolicy(nanoFolder(), options);
}
