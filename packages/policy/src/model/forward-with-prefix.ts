import type { RawTensor } from '@echo/compute';
import type { KeysAndValues } from './attention.js';
import { prefixAttention } from './attention-contexts.js';
import { planPrefixAttention } from './attention-plan.js';
import { decoderLayer, type LayerActivations } from './decoder-layer.js';
import { embed } from './embed.js';
import { masksByLayer } from './forward.js';
import { byLocality } from './layer-kinds.js';
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
    const masksOf = masksByLayer(ops, config, packed);
    const positions = packed.positions.subarray(packed.promptRows);
    const ropeOf = byLocality(config, (local) =>
      ropeTables(ops, config, { queries: positions, keys: positions }, { local }),
    );
    const embedded = embed(ops, model, packed.ids.subarray(packed.promptRows));
    return runLayers(ops, config.layers, embedded, (layer, x) =>
      ops.scope(() => {
        const attention = prefixAttention(ops, config, {
          plan,
          masks: masksOf(layer),
          prefix: prefixOf(layer),
        });
        const context = { weights: weightsOf(layer), rope: ropeOf(layer), outputRows: null, attention };
        const { out, activations } = decoderLayer(ops, config, context, x);
        return { out, kept: activations };
      }),
    );
  });
}
