import type { RawTensor, TensorOps } from '@echo/compute';
import { outputOrder, type Projection, projectionShape } from '../model/causal-lm.js';
import type { ModelConfig } from '../model/model-config.js';
import { inverseOrder } from '../model/rotary.js';
import { inOutputOrder } from './merge-adapter.js';

/** The gradient of a LoRA module: of A, [R, in], and of B, [out, R]. */
export interface LoraGradient {
  readonly a: RawTensor;
  readonly b: RawTensor;
}

/** A module of the adapter: A [R, in] and B [out, R], whose product is multiplied with the scale. */
export interface AdaptedProjection {
  readonly projection: Projection;
  readonly scale: number;
  readonly a: RawTensor;
  readonly b: RawTensor;
}

/** What of a projection's training pass its LoRA gradient follows from. */
export interface ProjectionPass {
  /** The input of the projection, [N, in]. */
  readonly x: RawTensor;
  /** The gradient of its output, [N, out]. */
  readonly dy: RawTensor;
}

/** A model that has an adapter, on tensor operations. */
export interface LoraContext {
  readonly ops: TensorOps;
  readonly config: ModelConfig;
}

/**
 * The gradient of a LoRA module from its input x and output gradient dy. With W′ᵀ = Wᵀ + s·B·A and G = dyᵀ·x:
 * dB = s·G·Aᵀ and dA = s·Bᵀ·G where the rank is high for the width; else, cheaper, dB = s·dyᵀ·(x·Aᵀ) and
 * dA = s·(dy·B)ᵀ·x.
 */
export function loraGradient(
  { ops, config }: LoraContext,
  { projection, scale, a: A, b }: AdaptedProjection,
  { x, dy }: ProjectionPass,
): LoraGradient {
  const [out, input] = projectionShape(config, projection);
  const order = outputOrder(config, projection);
  return ops.scope(() => {
    const B = ops.mul(inOutputOrder(ops, config, projection, b), scale);
    const unordered = (dB: RawTensor) => (order ? ops.gather(dB, ops.ints(inverseOrder(order))) : dB);
    if (2 * (A.shape[0] as number) * (out + input) > out * input) {
      const G = ops.matMul(dy, x, true);
      const dB = ops.mul(ops.matMul(G, A, false, true), scale);
      return { a: ops.matMul(B, G, true), b: unordered(dB) };
    }
    const dB = ops.mul(ops.matMul(dy, ops.matMul(x, A, false, true), true), scale);
    return { a: ops.matMul(ops.matMul(dy, B), x, true), b: unordered(dB) };
  });
}
