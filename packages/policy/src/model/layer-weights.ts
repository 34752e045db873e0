import type { RawTensor, TensorOps } from '@echo/compute';
import type { Norms } from '../architectures/architecture.js';
import { type CausalLm, type Layer, PROJECTIONS, type Projection } from './causal-lm.js';
import type { LinearWeights } from './linear.js';

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
  return (layer) => layerWeights(ops, model, layer, () => ({}));
}

/** The weights of a layer: the base model's, but for what `adapted` gives of a projection. */
export function layerWeights(
  ops: TensorOps,
  model: CausalLm,
  layer: number,
  adapted: (projection: Projection) => Partial<LinearWeights>,
): LayerWeights {
  const { norms, projections } = model.layers[layer] as Layer;
  const linear = (projection: Projection): LinearWeights => {
    const { weight, bias } = projections[projection];
    return {
      weight: ops.fromTensor(weight),
      bias: bias && ops.fromTensor(bias),
      update: null,
      ...adapted(projection),
    };
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
