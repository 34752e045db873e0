import type { RawTensor } from '@echo/compute';
import type { KeysAndValues } from './attention.js';
import { prefixAttention } from './attention-contexts.js';
import { attentionMasks } from './attention-masks.js';
import { planPrefixAttention } from './attention-plan.js';
import { decoderLayer, type LayerActivations } from './decoder-layer.js';
import type { PackedBatch } from './packed-batch.js';
import type { PassContext } from './pass-context.js';
import { ropeTables } from './rotary.js';
import { runLayers } from './run-layers.js';

/**
 * The forward pass of a packed batch's steps alone, after prompts whose keys and values are cached.
 * `prefixOf` gives those of a layer, [N, K · D] with the prompts' rows first. Returns the residual stream
 * after the last layer, [steps, C], and each layer's activations.
 */
export function forwardWithPrefix(
  { ops, model, weightsOf }: PassContext,
  packed: PackedBatch,
  prefixOf: (layer: number) => KeysAndValues,
): { readonly x: RawTensor; readonly kept: readonly LayerActivations[] } {
  const { config } = model;
  return ops.scope(() => {
    const plan = planPrefixAttention(ops, config, packed);
    const masks = attentionMasks(ops, config, packed, true);
    const positions = packed.positions.subarray(packed.promptRows);
    const rope = ropeTables(ops, config, { queries: positions, keys: positions });
    const ids = ops.ints(packed.ids.subarray(packed.promptRows));
    return runLayers(ops, config.layers, ops.gather(ops.fromTensor(model.embedding), ids), (layer, x) =>
      ops.scope(() => {
        const attention = prefixAttention(ops, config, { plan, masks, prefix: prefixOf(layer) });
        const context = { weights: weightsOf(layer), rope, outputRows: null, attention };
        const { out, activations } = decoderLayer(ops, config, context, x);
        return { out, kept: activations };
      }),
    );
  });
}
