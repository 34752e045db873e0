import type { RawTensor, TensorOps } from '@echo/compute';
import type { Norms } from '../architectures/architecture.js';
import { type CausalLm, type Layer, PROJECTIONS, type Projection } from './causal-lm.js';

/** A linear projection: `weight` is [in, out], with the outputs of queries and keys in rotary order. */
export interface LinearWeights {
  readonly weight: RawTensor;
  readonly bias: RawTensor | null;
}

/** The weights of a layer. */
export interface LayerWeights {
  /** The gain of each norm; those of queries and keys are in rotary order. */
  readonly norms: Norms<RawTensor>;
  readonly projections: Readonly<Record<Projection, LinearWeights>>;
}

/** The weights of each layer, by its index. */
export type WeightsOf = (layer: number) => LayerWeights;

/** The weights of the base model alone, without an adapter. */
export function baseWeights(ops: TensorOps, model: CausalLm): WeightsOf {
  return (layer) => layerWeights(ops, model, layer, () => undefined);
}

/** The weights of a layer, with those that `merged` gives in place of the base model's. */
export function layerWeights(
  ops: TensorOps,
  model: CausalLm,
  layer: number,
  merged: (projection: Projection) => RawTensor | undefined,
): LayerWeights {
  const { norms, projections } = model.layers[layer] as Layer;
  const linear = (projection: Projection): LinearWeights => {
    const { weight, bias } = projections[projection];
    return { weight: merged(projection) ?? ops.fromTensor(weight), bias: bias && ops.fromTensor(bias) };
  };
  return {
    norms: Object.fromEntries(
      Object.entries(norms).map(([role, gain]) => [role, ops.fromTensor(gain)]),
    ) as unknown as Norms<RawTensor>,
    projections: Object.fromEntries(PROJECTIONS.map((p) => [p, linear(p)])) as Record<
      Projection,
      LinearWeights
    >,
  };
}
