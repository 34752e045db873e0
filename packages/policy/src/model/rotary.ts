import type { RopeTable, TensorOps } from '@echo/compute';
import type { ModelConfig } from './model-config.js';

/*
 * Rotary position embedding (RoPE, Su et al. 2021). Checkpoints pair coordinate i of a head with i + D/2;
 * here the outputs of the query and key projections are reordered, so that pairs are adjacent and a rotation
 * is one product of complex numbers. Attention scores do not change, as queries and keys are reordered alike.
 */

/** The checkpoint index of each output of a query or key projection, in an order with adjacent pairs. */
export function rotaryOrder(heads: number, headDim: number): Int32Array {
  const half = headDim / 2;
  return Int32Array.from({ length: heads * headDim }, (_, i) => {
    const within = i % headDim;
    return i - within + (within % 2) * half + Math.floor(within / 2);
  });
}

/** The inverse of a permutation. */
export function inverseOrder(order: Int32Array): Int32Array {
  const inverse = new Int32Array(order.length);
  order.forEach((from, to) => {
    inverse[from] = to;
  });
  return inverse;
}

/**
 * RoPE frequencies, the angle of each coordinate pair per position, with linear or llama3 scaling: [headDim /
 * 2]. Local layers have a base of their own and no scaling.
 */
export function rotaryFrequencies(config: ModelConfig, local = false): Float64Array {
  const { headDim } = config;
  const { ropeTheta, ropeScaling } =
    local && config.local ? { ropeTheta: config.local.ropeTheta, ropeScaling: null } : config;
  return Float64Array.from({ length: headDim / 2 }, (_, i) => {
    const frequency = ropeTheta ** ((-2 * i) / headDim);
    if (!ropeScaling) return frequency;
    if (ropeScaling.type === 'linear') return frequency / ropeScaling.factor;
    const { factor, lowFrequencyFactor, highFrequencyFactor, originalMaxPositions } = ropeScaling;
    const turns = (originalMaxPositions * frequency) / (2 * Math.PI);
    const smooth = Math.min(
      1,
      Math.max(0, (turns - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor)),
    );
    return (1 - smooth) * (frequency / factor) + smooth * frequency;
  });
}

/** RoPE tables of the queries, with the factor that scales attention scores, and of the keys. */
export interface RopeTables {
  readonly queries: RopeTable;
  readonly keys: RopeTable;
}

/**
 * RoPE tables of rows at these positions, of global or local layers; `direction` −1 rotates gradients back.
 * Queries may be fewer than keys.
 */
export function ropeTables(
  ops: TensorOps,
  config: ModelConfig,
  positions: { readonly queries: Int32Array; readonly keys: Int32Array },
  { direction = 1, local = false }: { readonly direction?: 1 | -1; readonly local?: boolean } = {},
): RopeTables {
  const frequencies = rotaryFrequencies(config, local);
  const scale = config.attentionScale ?? 1 / Math.sqrt(config.headDim);
  return {
    queries: ropeTableAt(ops, frequencies, positions.queries, { direction, scale }),
    keys: ropeTableAt(ops, frequencies, positions.keys, { direction, scale: 1 }),
  };
}

function ropeTableAt(
  ops: TensorOps,
  frequencies: Float64Array,
  positions: Int32Array,
  { direction, scale }: { readonly direction: number; readonly scale: number },
): RopeTable {
  const half = frequencies.length;
  const cos = new Float32Array(positions.length * half);
  const sin = new Float32Array(positions.length * half);
  const firstRow = new Map<number, number>();
  positions.forEach((position, row) => {
    const same = firstRow.get(position);
    if (same !== undefined) {
      cos.copyWithin(row * half, same * half, (same + 1) * half);
      sin.copyWithin(row * half, same * half, (same + 1) * half);
      return;
    }
    firstRow.set(position, row);
    for (let i = 0; i < half; i++) {
      const angle = position * (frequencies[i] as number);
      cos[row * half + i] = Math.cos(angle) * scale;
      sin[row * half + i] = Math.sin(angle) * scale * direction;
    }
  });
  return ops.ropeTable(cos, sin, 2 * half);
}
