import { fileURLToPath } from 'node:url';
import type { Policy } from '@echo/policy';
import { loadPolicy, type PolicyOptions } from '@echo/policy/node';

/** The folder of the embedded policy's weights, configuration and tokenizer, in Hugging Face's layout. */
export function nanoFolder(): string {
  return fileURLToPath(new URL('../model', import.meta.url));
}

/**
 * The embedded policy: two million parameters, pretrained on the built-in tasks, overconfident on purpose.
 *
 * @example
 * ```ts
 * import { loadBackend } from '@echo/compute/node';
 * import { loadNano } from '@echo/nano/node';
 *
 * await loadBackend();
 * const policy = await loadNano();
 * const prompt = [{ role: 'user', content: 'Domain: math. Answer with a number.\n6 · 7?' }] as const;
 * const [reply] = await policy.complete(prompt, { temperature: 0, stop: ['</answer>'] });
 * reply?.finishReason; // → 'stop'
 * policy.dispose();
 * ```
 */
export function loadNano(options: PolicyOptions = {}): Promise<Policy> {
  return loadPolicy(nanoFolder(), options);
}
