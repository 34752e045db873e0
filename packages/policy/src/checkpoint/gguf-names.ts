const GLOBAL: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'token_embd.weight': 'model.embed_tokens.weight',
    'output_norm.weight': 'model.norm.weight',
    'output.weight': 'lm_head.weight',
  }),
);

const MODULES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    attn_norm: 'input_layernorm',
    attn_q: 'self_attn.q_proj',
    attn_k: 'self_attn.k_proj',
    attn_v: 'self_attn.v_proj',
    attn_output: 'self_attn.o_proj',
    ffn_norm: 'post_attention_layernorm',
    ffn_gate: 'mlp.gate_proj',
    ffn_up: 'mlp.up_proj',
    ffn_down: 'mlp.down_proj',
  }),
);

/**
 * Hugging Face's name of a tensor in a GGUF file; null for one that a plain Llama or Qwen2 lacks.
 * `blk.3.attn_q.weight` → `model.layers.3.self_attn.q_proj.weight`.
 */
export function huggingFaceName(
  name: string,
  { attentionBias }: { readonly attentionBias: boolean },
): string | null {
  const global = GLOBAL.get(name);
  if (global) return global;
  const [, layer, module = '', kind] = /^blk\.(\d+)\.(\w+)\.(weight|bias)$/.exec(name) ?? [];
  const mapped = MODULES.get(module);
  if (!mapped || (kind === 'bias' && !(attentionBias && /^attn_[qkv]$/.test(module)))) return null;
  return `model.layers.${layer}.${mapped}.${kind}`;
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
