import type { RawTensor, TensorOps } from '@echo/compute';
import type { ModelConfig } from './model-config.js';

/** Conversions between packed rows [N, K · w] and padded tensors [batch, length, D], by gather indices. */
export interface PaddedLayout {
  /** Padded positions, flat, of packed rows: [positions, w]. */
  gather(rows: RawTensor, index: RawTensor): RawTensor;
  /** Packed rows as a padded tensor, [batch, positions / batch, D]. */
  toPadded(rows: RawTensor, index: RawTensor, batch: number): RawTensor;
  /** Padded `parts` of queries, R · D values a position, as packed rows: [N, H · D]. */
  toPacked(parts: readonly RawTensor[], unpad: RawTensor): RawTensor;
}

/** The padded layout of a model: K key heads, H query heads, R = H / K, heads of width D. */
export function paddedLayout(ops: TensorOps, config: ModelConfig): PaddedLayout {
  const { heads, keyValueHeads, headDim } = config;
  const queryWidth = (heads / keyValueHeads) * headDim;
  const gather: PaddedLayout['gather'] = (rows, index) => {
    const [, width] = rows.shape as [number, number];
    return ops.gather(ops.reshape(rows, [-1, width / keyValueHeads]), index);
  };
  return {
    gather,
    toPadded: (rows, index, batch) => ops.reshape(gather(rows, index), [batch, -1, headDim]),
    toPacked: (parts, unpad) => {
      const flat = parts.map((part) => ops.reshape(part, [-1, queryWidth]));
      const rows = ops.gather(ops.concat(flat, 0), unpad);
      return ops.reshape(rows, [-1, heads * headDim]);
    },
  };
}
