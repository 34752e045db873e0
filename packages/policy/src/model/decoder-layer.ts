import type { RawTensor, TensorOps } from '@echo/compute';
import type { LayerWeights, LinearWeights } from './layer-weights.js';
import type { ModelConfig } from './model-config.js';
import { rmsNorm } from './rms-norm.js';
import type { RopeTables } from './rotary.js';

/**
 * The attention of a decoder layer, in which alone training and decoding differ. It maps q [N′, H · D] and k
 * [N, K · D], both rotated, and v [N, K · D] to `attnOut` [N′, H · D], and returns what is saved of it.
 */
export type Attention<T> = (
  q: RawTensor,
  k: RawTensor,
  v: RawTensor,
) => { readonly attnOut: RawTensor; readonly saved: T };

/** Activations of a layer: `x`, `k` and `v` of all N rows, the others of its N′ output rows. */
export interface LayerActivations {
  /** The layer's input, the residual stream: [N, C]. */
  readonly x: RawTensor;
  /** Rotated queries [N′, H · D] and keys [N, K · D]. */
  readonly q: RawTensor;
  readonly k: RawTensor;
  readonly v: RawTensor;
  /** The result of attention, before its output projection: [N′, H · D]. */
  readonly attnOut: RawTensor;
  /** The residual stream between attention and MLP, [N′, C]. */
  readonly residMid: RawTensor;
  readonly gate: RawTensor;
  readonly up: RawTensor;
}

/** A linear projection x·W + b: [N, in] → [N, out]. */
export function project(ops: TensorOps, x: RawTensor, { weight, bias }: LinearWeights): RawTensor {
  const y = ops.matMul(x, weight);
  return bias ? ops.add(y, bias) : y;
}

/** SiLU, x · sigmoid(x) (Elfwing et al. 2017). */
export function silu(ops: TensorOps, x: RawTensor): RawTensor {
  return ops.mul(x, ops.sigmoid(x));
}

/** What a decoder layer runs with, besides its input. */
export interface DecoderLayerContext<T> {
  readonly weights: LayerWeights;
  readonly rope: RopeTables;
  /** The rows that have queries and outputs; null for all. */
  readonly outputRows: RawTensor | null;
  readonly attention: Attention<T>;
}

/**
 * One pre-norm decoder layer on packed rows x [N, C] → `out` [N′, C]. Attention and gated MLP each come after
 * their norm and are added to the residual stream. With `outputRows`, only those rows have queries and
 * outputs; else N′ = N.
 */
export function decoderLayer<T>(
  ops: TensorOps,
  { rmsNormEps }: ModelConfig,
  { weights, rope, outputRows, attention }: DecoderLayerContext<T>,
  x: RawTensor,
): { readonly out: RawTensor; readonly activations: LayerActivations; readonly saved: T } {
  const { inputNorm, postAttentionNorm, projections: w } = weights;
  const atOutputRows = (rows: RawTensor) => (outputRows ? ops.gather(rows, outputRows) : rows);
  const h = rmsNorm(ops, x, inputNorm, rmsNormEps);
  const q = ops.applyRope(project(ops, atOutputRows(h), w.q_proj), rope.queries);
  const k = ops.applyRope(project(ops, h, w.k_proj), rope.keys);
  const v = project(ops, h, w.v_proj);
  const { attnOut, saved } = attention(q, k, v);
  const residMid = ops.add(atOutputRows(x), project(ops, attnOut, w.o_proj));

  const h2 = rmsNorm(ops, residMid, postAttentionNorm, rmsNormEps);
  const gate = project(ops, h2, w.gate_proj);
  const up = project(ops, h2, w.up_proj);
  const out = ops.add(residMid, project(ops, ops.mul(silu(ops, gate), up), w.down_proj));
  return { out, activations: { x, q, k, v, attnOut, residMid, gate, up }, saved };
}
