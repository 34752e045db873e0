import type { RopeTable, TensorOps } from '@echo/backend';
import type { ModelConfig } from '../weights/model-config.js';

/*
 * Rotary position embedding (Su et al. 2021). Checkpoints pair coordinate i of a head with i + D/2; here the rows of the query and
 * key maps are put in another order, so that the two stand side by side and a rotation is one product of complex numbers.
 * Scores do not change, as queries and keys are reordered alike.
 */

/** Where each output of a query or key map of so many heads stands in the checkpoint: pairs side by side. */
export function rotaryOrder(heads: number, headDim: number): Int32Array {
  const half = headDim / 2;
  return Int32Array.from({ length: heads * headDim }, (_, i) => {
    const within = i % headDim;
    return i - within + (within % 2) * half + Math.floor(within / 2);
  });
}

/** The order that undoes another. */
export function inverseOrder(order: Int32Array): Int32Array {
  const inverse = new Int32Array(order.length);
  order.forEach((from, to) => {
    inverse[from] = to;
  });
  return inverse;
}

/** The angle each pair of coordinates turns by per position, with linear or llama3 scaling: [headDim / 2]. */
export function rotaryFrequencies(config: ModelConfig): Float64Array {
  const { headDim, ropeTheta, ropeScaling } = config;
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

/** Rotations of the queries, scaled by 1 / √D so that scores come out scaled, and of the keys. */
export interface Rotations {
  readonly queries: RopeTable;
  readonly keys: RopeTable;
}

/** The rotations of rows at these positions; `direction` −1 turns gradients back. Queries may be fewer rows than keys. */
export function rotationsAt(
  ops: TensorOps,
  config: ModelConfig,
  positions: { readonly queries: Int32Array; readonly keys: Int32Array },
  direction: 1 | -1 = 1,
): Rotations {
  const frequencies = rotaryFrequencies(config);
  const scale = 1 / Math.sqrt(config.headDim);
  return {
    queries: rotationAt(ops, frequencies, positions.queries, direction, scale),
    keys: rotationAt(ops, frequencies, positions.keys, direction, 1),
  };
}

function rotationAt(
  ops: TensorOps,
  frequencies: Float64Array,
  positions: Int32Array,
  direction: number,
  scale: number,
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
