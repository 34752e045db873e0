import type { Architecture } from '../architectures/architecture.js';
import { type Projection, projectionName } from '../model/causal-lm.js';

const GLOBAL: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'token_embd.weight': 'model.embed_tokens.weight',
    'output_norm.weight': 'model.norm.weight',
    'output.weight': 'lm_head.weight',
  }),
);

const PROJECTION_NAMES = {
  attn_q: 'q_proj',
  attn_k: 'k_proj',
  attn_v: 'v_proj',
  attn_output: 'o_proj',
  ffn_gate: 'gate_proj',
  ffn_up: 'up_proj',
  ffn_down: 'down_proj',
} as const satisfies Readonly<Record<string, Projection>>;

const PROJECTIONS: ReadonlyMap<string, Projection> = new Map(Object.entries(PROJECTION_NAMES));

/**
 * Hugging Face's name of a tensor in a GGUF file; null for one that a plain model of the architecture lacks.
 * `blk.3.attn_q.weight` → `model.layers.3.self_attn.q_proj.weight`.
 */
export function huggingFaceName(name: string, { norms, biases }: Architecture): string | null {
  const global = GLOBAL.get(name);
  if (global) return global;
  const [, layer, module = '', kind] = /^blk\.(\d+)\.(\w+)\.(weight|bias)$/.exec(name) ?? [];
  const projection = PROJECTIONS.get(module);
  if (projection) {
    if (kind === 'bias' && !biases.includes(projection)) return null;
    return `${projectionName(Number(layer), projection)}.${kind}`;
  }
  const norm = Object.values(norms).find(({ gguf }) => gguf === module);
  return norm && kind === 'weight' ? `model.layers.${layer}.${norm.huggingFace}.weight` : null;
}

/**
 * Reorders rows of q and k of the llama architecture from the order of llama.cpp to that of Hugging Face.
 *
 * In llama.cpp the two halves of each head are interleaved, because its RoPE pairs neighbours where Hugging
 * Face's pairs halves. `values` are [heads · headDim, columns].
 */
export function deinterleaveHeads(values: Float32Array, headDim: number, columns: number): Float32Array {
  const out = new Float32Array(values.length);
  const rows = values.length / columns;
  const half = headDim / 2;
  for (let row = 0; row < rows; row++) {
    const within = row % headDim;
    const source = row - within + 2 * (within % half) + Math.floor(within / half);
    out.set(values.subarray(source * columns, (source + 1) * columns), row * columns);
  }
  return out;
}
