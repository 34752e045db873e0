import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gemma3 } from '../architectures/gemma3.js';
import { llama } from '../architectures/llama.js';
import { qwen2 } from '../architectures/qwen2.js';
import { deinterleaveHeads, huggingFaceName } from './gguf-names.js';

test.each([
  ['token_embd.weight', 'model.embed_tokens.weight'],
  ['output.weight', 'lm_head.weight'],
  ['blk.12.attn_output.weight', 'model.layers.12.self_attn.o_proj.weight'],
  ['blk.0.ffn_norm.weight', 'model.layers.0.post_attention_layernorm.weight'],
  ['blk.0.attn_q_norm.weight', null],
  ['blk.0.ffn_down.bias', null],
  ['blk.0.toString.weight', null],
  ['toString', null],
])('%s is %s', (name, expected) => {
  expect(huggingFaceName(name, qwen2)).toBe(expected);
});

test('biases of q, k and v belong to a model that has them', () => {
  expect(huggingFaceName('blk.1.attn_k.bias', qwen2)).toBe('model.layers.1.self_attn.k_proj.bias');
  expect(huggingFaceName('blk.1.attn_k.bias', llama)).toBeNull();
});

test('norms have the names of their architecture: one is called alike and stands elsewhere', () => {
  expect(huggingFaceName('blk.1.ffn_norm.weight', gemma3)).toBe(
    'model.layers.1.pre_feedforward_layernorm.weight',
  );
  expect(huggingFaceName('blk.1.post_attention_norm.weight', gemma3)).toBe(
    'model.layers.1.post_attention_layernorm.weight',
  );
  expect(huggingFaceName('blk.1.attn_k_norm.weight', gemma3)).toBe('model.layers.1.self_attn.k_norm.weight');
  expect(huggingFaceName('blk.1.attn_k_norm.bias', gemma3)).toBeNull();
});

test('two heads of four rows: neighbours come apart into halves', () => {
  const rows = Float32Array.from([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5]);
  expect([...deinterleaveHeads(rows, 4, 2)]).toEqual([
    0, 0.5, 2, 2.5, 1, 1.5, 3, 3.5, 4, 4.5, 6, 6.5, 5, 5.5, 7, 7.5,
  ]);
});

test('rows are only moved, and never out of their head', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 3 }),
      (heads, half, columns) => {
        const headDim = 2 * half;
        const values = Float32Array.from({ length: heads * headDim * columns }, (_, i) => i);
        const moved = deinterleaveHeads(values, headDim, columns);
        for (let head = 0; head < heads; head++) {
          const [from, to] = [head * headDim * columns, (head + 1) * headDim * columns];
          expect([...moved.subarray(from, to)].sort((a, b) => a - b)).toEqual([...values.subarray(from, to)]);
        }
      },
    ),
  );
});
