import type { RawTensor, TensorOps } from '@echo/compute';

/** The update s·B·A of a projection: `a` is [R, in], `b` is s·B, [out, R], in the order of the outputs. */
export interface LowRankUpdate {
  readonly a: RawTensor;
  readonly b: RawTensor;
}

/** A linear projection: `weight` is [in, out], with the outputs of queries and keys in rotary order. */
export interface LinearWeights {
  readonly weight: RawTensor;
  readonly bias: RawTensor | null;
  /** Is added to the transposed weight; null where there is none, or it has been merged. */
  readonly update: LowRankUpdate | null;
}

/** A linear projection y = x·W + (x·Aᵀ)·(s·B)ᵀ + bias: [N, in] → [N, out]. */
export function project(ops: TensorOps, x: RawTensor, { weight, bias, update }: LinearWeights): RawTensor {
  const product = ops.matMul(x, weight);
  const y = update
    ? ops.add(product, ops.matMul(ops.matMul(x, update.a, false, true), update.b, false, true))
    : product;
  return bias ? ops.add(y, bias) : y;
}

/** The gradient of a projection's input, dx = dy·Wᵀ + (dy·s·B)·A: [N, out] → [N, in]. */
export function projectBackward(ops: TensorOps, dy: RawTensor, { weight, update }: LinearWeights): RawTensor {
  const dx = ops.matMul(dy, weight, false, true);
  return update ? ops.add(dx, ops.matMul(ops.matMul(dy, update.b), update.a)) : dx;
}
