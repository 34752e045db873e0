import type { TensorOps } from '@echo/compute';
import { PROJECTIONS, projectionShape } from './causal-lm.js';
import type { ModelConfig } from './model-config.js';
import type { PackedPrompts } from './packed-batch.js';

/**
 * Multiply-accumulates of a pass above which a graph pays: it makes layers a sixth faster, but takes time to
 * make.
 */
const MIN_MACS_TO_COMPILE = 1e11;

/**
 * A function of one layer's tensors, compiled to a graph where that pays: few rows through a small model run
 * eagerly. All layers of a packed batch have the same lengths; the last, with fewer output rows, differs in
 * the structure of its inputs.
 */
export function compileLayer<I, O>(
  ops: TensorOps,
  config: ModelConfig,
  { ids }: PackedPrompts,
  compute: (inputs: I) => O,
): (inputs: I) => O {
  const weights = PROJECTIONS.map((projection) => {
    const [out, input] = projectionShape(config, projection);
    return out * input;
  }).reduce((sum, count) => sum + count);
  const pays = ids.length * config.layers * weights >= MIN_MACS_TO_COMPILE;
  return ops.compile(compute, () => [], pays ? 0 : Number.POSITIVE_INFINITY);
}
