import type { TensorOps } from '@echo/backend';
import type { ModelConfig } from '../weights/model-config.js';
import { PROJECTIONS, projectionShape } from './causal-lm.js';
import type { PromptLayout } from './group-layout.js';

/** So many multiplications a pass takes about as long as is lost in making the graph of its layers, which are then a sixth faster. */
const WORTH_A_GRAPH = 1e11;

/**
 * What is done in each layer of a pass over a layout, by graphs where that pays: few rows through a small model go without. All layers have the same lengths, and the
 * last, where fewer rows go on, differs in the form of its inputs.
 */
export function stageLayer<I, O>(
  ops: TensorOps,
  config: ModelConfig,
  { ids }: PromptLayout,
  compute: (inputs: I) => O,
): (inputs: I) => O {
  const weights = PROJECTIONS.map((projection) => {
    const [out, input] = projectionShape(config, projection);
    return out * input;
  }).reduce((sum, count) => sum + count);
  const pays = ids.length * config.layers * weights >= WORTH_A_GRAPH;
  return ops.compile(compute, () => [], pays ? 0 : Number.POSITIVE_INFINITY);
}
