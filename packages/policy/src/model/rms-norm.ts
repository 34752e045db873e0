import type { RawTensor, TensorOps } from '@echo/compute';

/** Rows divided by their root mean square, [N, C], and the reciprocals they were multiplied by, [N, 1]. */
export interface Normalized {
  readonly rows: RawTensor;
  readonly scale: RawTensor;
}

/** Rows x [N, C] divided by √(mean(x²) + ε). */
export function normalize(ops: TensorOps, x: RawTensor, epsilon: number): Normalized {
  const scale = ops.rsqrt(ops.add(ops.mean(ops.square(x)), epsilon));
  return { rows: ops.mul(x, scale), scale };
}

/**
 * Root-mean-square norm over the last axis, x / √(mean(x²) + ε) · gain (Zhang & Sennrich 2019), rows [N, C].
 */
export function rmsNorm(ops: TensorOps, x: RawTensor, gain: RawTensor, epsilon: number): RawTensor {
  return ops.scope(() => ops.mul(normalize(ops, x, epsilon).rows, gain));
}

/** The gradient of `rmsNorm` in x. With h = x·r and r = 1/√(mean(x²) + ε): dx = r·(dy·g − h·mean(dy·g·h)). */
export function rmsNormBackward(
  ops: TensorOps,
  { rows, scale }: Normalized,
  gain: RawTensor,
  dy: RawTensor,
): RawTensor {
  return ops.scope(() => {
    const dh = ops.mul(dy, gain);
    return ops.mul(scale, ops.sub(dh, ops.mul(rows, ops.mean(ops.mul(dh, rows)))));
  });
}

/** `rmsNorm` of each head: rows [N, heads · D], gain [D]. */
export function headNorm(ops: TensorOps, x: RawTensor, gain: RawTensor, epsilon: number): RawTensor {
  return ops.scope(() => inRows(ops, rmsNorm(ops, inHeads(ops, x, gain), gain, epsilon), x));
}

/** The gradient of `headNorm` in x. */
export function headNormBackward(
  ops: TensorOps,
  { x, dy }: { readonly x: RawTensor; readonly dy: RawTensor },
  gain: RawTensor,
  epsilon: number,
): RawTensor {
  return ops.scope(() => {
    const normalized = normalize(ops, inHeads(ops, x, gain), epsilon);
    return inRows(ops, rmsNormBackward(ops, normalized, gain, inHeads(ops, dy, gain)), x);
  });
}

const inHeads = (ops: TensorOps, x: RawTensor, gain: RawTensor) =>
  ops.reshape(x, [-1, gain.shape[0] as number]);
const inRows = (ops: TensorOps, heads: RawTensor, like: RawTensor) =>
  ops.reshape(heads, [-1, like.shape[1] as number]);
