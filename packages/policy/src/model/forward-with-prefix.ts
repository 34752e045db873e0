import type { RawTensor, TensorOps } from '@echo/backend';
import { sharedPrefixAttention, toPacked, toPadded } from './attention.js';
import { attentionMasks, planPrefixAttention } from './attention-plan.js';
import type { CausalLm } from './causal-lm.js';
import { decoderLayer, type LayerActivations } from './decoder-layer.js';
import type { WeightsOf } from './layer-weights.js';
import type { PackedBatch } from './packed-batch.js';
import { ropeTables } from './rotary.js';

/**
 * The forward pass of a packed batch's steps alone, after prompts whose keys and values are cached.
 * `prefixOf` gives those of a layer, [N, K · D] with the prompts' rows first. Returns the residual stream
 * after the last layer, [steps, C], and each layer's activations.
 */
export function forwardWithPrefix(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  packed: PackedBatch,
  prefixOf: (layer: number) => Pick<LayerActivations, 'k' | 'v'>,
): { readonly x: RawTensor; readonly layers: readonly LayerActivations[] } {
  const { config } = model;
  const { keyValueHeads: heads, headDim } = config;
  const sequences = packed.prompts * heads;
  const pad = (rows: RawTensor, gather: RawTensor, batch: number) =>
    toPadded(ops, config, rows, gather, batch);
  return ops.scope(() => {
    const plan = planPrefixAttention(ops, config, packed);
    const masks = attentionMasks(ops, config, packed, true);
    const positions = packed.positions.subarray(packed.promptRows);
    const rope = ropeTables(ops, config, { queries: positions, keys: positions });
    const layers: LayerActivations[] = [];
    let x = ops.gather(ops.fromTensor(model.embedding), ops.ints(packed.ids.subarray(packed.promptRows)));
    for (let layer = 0; layer < config.layers; layer++) {
      const { out, activations } = ops.scope(() => {
        const prefix = prefixOf(layer);
        const prompt = {
          k: pad(prefix.k, plan.promptKeys, sequences),
          v: pad(prefix.v, plan.promptKeys, sequences),
        };
        return decoderLayer(
          ops,
          config,
          weightsOf(layer),
          rope,
          (q, k, v) => {
            const padded = plan.continuations.map(({ groupSize, gather }, i) => {
              const own = {
                k: pad(k, gather, sequences * groupSize),
                v: pad(v, gather, sequences * groupSize),
              };
              const causal = masks.own[i] as RawTensor;
              return sharedPrefixAttention(ops, pad(q, gather, sequences), prompt, masks.padding, own, causal)
                .out;
            });
            const width = (config.heads / heads) * headDim;
            return { attnOut: toPacked(ops, padded, plan.unpad, width, heads), saved: null };
          },
          null,
          x,
        );
      });
      layers.push(activations);
      x = out;
    }
    return { x, layers };
  });
}
