import type { TensorOps } from '@echo/compute';
import type { CausalLm } from './causal-lm.js';
import type { WeightsOf } from './layer-weights.js';

/** What every pass through a model needs: tensor operations, the model, and the weights of its layers. */
export interface PassContext {
  readonly ops: TensorOps;
  readonly model: CausalLm;
  /** The weights of each layer: those of the base model, or with an adapter merged in. */
  readonly weightsOf: WeightsOf;
}
