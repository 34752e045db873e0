import type { RawTensor, TensorOps } from '@echo/compute';
import { architectureOf } from '../architectures/architectures.js';
import { activate } from './gated-activation.js';
import type { LayerWeights } from './layer-weights.js';
import { project } from './linear.js';
import type { ModelConfig } from './model-config.js';
import { headNorm, rmsNorm } from './rms-norm.js';
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
  /** Queries [N′, H · D] and keys [N, K · D] before their norms; null where they have none. */
  readonly qUnnormed: RawTensor | null;
  readonly kUnnormed: RawTensor | null;
  /** What attention and MLP give to the norms after them, [N′, C]; null where there are none. */
  readonly attnProjected: RawTensor | null;
  readonly mlpProjected: RawTensor | null;
}

const NAMES: readonly (keyof LayerActivations)[] = [
  'x',
  'q',
  'k',
  'v',
  'attnOut',
  'residMid',
  'gate',
  'up',
  'qUnnormed',
  'kUnnormed',
  'attnProjected',
  'mlpProjected',
];

/** The activations that `of` gives by name, null for those that the architecture lacks. */
export function activationsBy(of: (name: keyof LayerActivations) => RawTensor | null): LayerActivations {
  return Object.fromEntries(NAMES.map((name) => [name, of(name)])) as unknown as LayerActivations;
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
 * One decoder layer on packed rows x [N, C] → `out` [N′, C]. Attention and gated MLP each come after their
 * norm, may have a norm after them, and are added to the residual stream. With `outputRows`, only those rows
 * have queries and outputs; else N′ = N.
 */
export function decoderLayer<T>(
  ops: TensorOps,
  config: ModelConfig,
  { weights, rope, outputRows, attention }: DecoderLayerContext<T>,
  x: RawTensor,
): { readonly out: RawTensor; readonly activations: LayerActivations; readonly saved: T } {
  const { norms, projections: w } = weights;
  const epsilon = config.rmsNormEps;
  const atOutputRows = (rows: RawTensor) => (outputRows ? ops.gather(rows, outputRows) : rows);
  const ofHeads = (heads: RawTensor, gain: RawTensor | undefined) =>
    gain ? headNorm(ops, heads, gain, epsilon) : heads;
  const after = (rows: RawTensor, gain: RawTensor | undefined) =>
    gain ? rmsNorm(ops, rows, gain, epsilon) : rows;
  const h = rmsNorm(ops, x, norms.beforeAttention, epsilon);
  const qUnnormed = project(ops, atOutputRows(h), w.q_proj);
  const kUnnormed = project(ops, h, w.k_proj);
  const q = ops.applyRope(ofHeads(qUnnormed, norms.query), rope.queries);
  const k = ops.applyRope(ofHeads(kUnnormed, norms.key), rope.keys);
  const v = project(ops, h, w.v_proj);
  const { attnOut, saved } = attention(q, k, v);
  const attnProjected = project(ops, attnOut, w.o_proj);
  const residMid = ops.add(atOutputRows(x), after(attnProjected, norms.afterAttention));

  const h2 = rmsNorm(ops, residMid, norms.beforeMlp, epsilon);
  const gate = project(ops, h2, w.gate_proj);
  const up = project(ops, h2, w.up_proj);
  const active = activate(ops, architectureOf(config).activation, gate).value;
  const mlpProjected = project(ops, ops.mul(active, up), w.down_proj);
  const out = ops.add(residMid, after(mlpProjected, norms.afterMlp));
  const activations: LayerActivations = {
    x,
    q,
    k,
    v,
    attnOut,
    residMid,
    gate,
    up,
    qUnnormed: norms.query ? qUnnormed : null,
    kUnnormed: norms.key ? kUnnormed : null,
    attnProjected: norms.afterAttention ? attnProjected : null,
    mlpProjected: norms.afterMlp ? mlpProjected : null,
  };
  return { out, activations, saved };
}
