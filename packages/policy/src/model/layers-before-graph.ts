import type { ModelConfig } from '../weights/model-config.js';
import { PROJECTIONS, projectionShape } from './causal-lm.js';
import type { PromptLayout } from './group-layout.js';

/** So many multiplications a pass takes about as long as is lost in making the graph of its layers, which are then a sixth faster. */
const WORTH_A_GRAPH = 1e11;

/** How many layers of a pass over a layout go before one is recorded as a graph: none, or all where few rows go through a small model. */
export function layersBeforeGraph(config: ModelConfig, { ids }: PromptLayout): number {
  const weights = PROJECTIONS.map((projection) => {
    const [out, input] = projectionShape(config, projection);
    return out * input;
  }).reduce((sum, count) => sum + count);
  return ids.length * config.layers * weights < WORTH_A_GRAPH ? Number.POSITIVE_INFINITY : 0;
}
