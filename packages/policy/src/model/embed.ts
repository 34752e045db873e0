import type { RawTensor, TensorOps } from '@echo/compute';
import { architectureOf } from '../architectures/architectures.js';
import type { CausalLm } from './causal-lm.js';

/** The embeddings of tokens, scaled where the architecture asks for it: [N, C]. */
export function embed(ops: TensorOps, { config, embedding }: CausalLm, ids: Int32Array): RawTensor {
  return ops.scope(() => {
    const rows = ops.gather(ops.fromTensor(embedding), ops.ints(ids));
    return architectureOf(config).scaledEmbeddings ? ops.mul(rows, Math.sqrt(config.hiddenSize)) : rows;
  });
}
