import type { RawTensor, TensorOps } from '@echo/backend';
import type { ModelConfig } from '../weights/model-config.js';
import type { LayerWeights, LinearWeights } from './layer-weights.js';
import { rmsNorm } from './rms-norm.js';
import type { Rotations } from './rotary.js';

/**
 * Mixes rows along time: q [N′, H · D] and k [N, K · D] rotated, v [N, K · D] → rows [N′, H · D], and what else is wanted of it. Training and
 * decoding differ here alone.
 */
export type Attend<T> = (
  q: RawTensor,
  k: RawTensor,
  v: RawTensor,
) => { readonly rows: RawTensor; readonly trace: T };

/** What a layer computes of its rows: `x`, `k` and `v` of all N, the others of the N′ that go on. */
export interface LayerRows {
  /** What comes in, [N, C]. */
  readonly x: RawTensor;
  /** Rotated: [N′, H · D] and [N, K · D]. */
  readonly q: RawTensor;
  readonly k: RawTensor;
  readonly v: RawTensor;
  readonly attended: RawTensor;
  /** The residual stream between attention and MLP, [N′, C]. */
  readonly middle: RawTensor;
  readonly gate: RawTensor;
  readonly up: RawTensor;
}

/** x·W + b: [N, in] → [N, out]. */
export function project(ops: TensorOps, x: RawTensor, { weight, bias }: LinearWeights): RawTensor {
  const y = ops.matMul(x, weight);
  return bias ? ops.add(y, bias) : y;
}

/** x · sigmoid(x) (Elfwing et al. 2017). */
export function silu(ops: TensorOps, x: RawTensor): RawTensor {
  return ops.mul(x, ops.sigmoid(x));
}

/**
 * One decoder layer on rows [N, C]: attention and gated MLP, each behind its norm and added to what came in. With `goingOn`, only
 * those rows ask and go on, as [N′, C].
 */
export function decoderLayer<T>(
  ops: TensorOps,
  { rmsNormEps }: ModelConfig,
  { inputNorm, postAttentionNorm, projections: w }: LayerWeights,
  rotations: Rotations,
  attend: Attend<T>,
  goingOn: RawTensor | null,
  x: RawTensor,
): { readonly out: RawTensor; readonly rows: LayerRows; readonly trace: T } {
  const some = (rows: RawTensor) => (goingOn ? ops.gather(rows, goingOn) : rows);
  const h = rmsNorm(ops, x, inputNorm, rmsNormEps);
  const q = ops.applyRope(project(ops, some(h), w.q_proj), rotations.queries);
  const k = ops.applyRope(project(ops, h, w.k_proj), rotations.keys);
  const v = project(ops, h, w.v_proj);
  const { rows: attended, trace } = attend(q, k, v);
  const middle = ops.add(some(x), project(ops, attended, w.o_proj));

  const h2 = rmsNorm(ops, middle, postAttentionNorm, rmsNormEps);
  const gate = project(ops, h2, w.gate_proj);
  const up = project(ops, h2, w.up_proj);
  const out = ops.add(middle, project(ops, ops.mul(silu(ops, gate), up), w.down_proj));
  return { out, rows: { x, q, k, v, attended, middle, gate, up }, trace };
}
