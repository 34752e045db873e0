import type { Architecture } from './architecture.js';
import { gemma3 } from './gemma3.js';
import { llama } from './llama.js';
import { mistral } from './mistral.js';
import { qwen2 } from './qwen2.js';
import { qwen3 } from './qwen3.js';

/** The architectures that are read. Of those that GGUF calls alike the first is taken. */
export const ARCHITECTURES = [llama, mistral, qwen2, qwen3, gemma3] as const;

/** An architecture by its `model_type` in config.json. */
export type ArchitectureName = (typeof ARCHITECTURES)[number]['modelType'];

/** The description of a model's architecture. */
export function architectureOf({ architecture }: { readonly architecture: ArchitectureName }): Architecture {
  return ARCHITECTURES.find(({ modelType }) => modelType === architecture) as Architecture;
}
