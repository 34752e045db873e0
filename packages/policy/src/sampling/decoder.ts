import type { RawTensor, TensorOps } from '@echo/compute';
import type { DecodeActivations } from '../model/activation-cache.js';
import type { KeysAndValues } from '../model/attention.js';
import { type DecodeAttentionContext, decodeAttention } from '../model/attention-contexts.js';
import { promptKeyMask, validLengthMask } from '../model/attention-masks.js';
import type { CausalLm } from '../model/causal-lm.js';
import { decoderLayer, type LayerActivations } from '../model/decoder-layer.js';
import { embed } from '../model/embed.js';
import { finalNorm, forward } from '../model/forward.js';
import { byLocality, hidingWindow } from '../model/layer-kinds.js';
import type { LayerWeights } from '../model/layer-weights.js';
import type { ModelConfig } from '../model/model-config.js';
import type { PackedPrompts } from '../model/packed-batch.js';
import { gatherIndex, unpadIndex } from '../model/padded-index.js';
import type { PassContext } from '../model/pass-context.js';
import type { RopeTables } from '../model/rotary.js';
import { ropeTables } from '../model/rotary.js';
import { runLayers } from '../model/run-layers.js';
import { growCache, type KvCache, paddedLength } from './kv-cache.js';

/**
 * The result of a decoding pass: logits of the next tokens, [N, V], the updated KV cache, and activations if
 * kept.
 */
export interface Decoded {
  readonly logits: RawTensor;
  readonly cache: KvCache;
  readonly activations: Omit<DecodeActivations, 'completions' | 'probs'> | null;
}

/** The next token of each active completion, N in all. */
export interface DecoderStep {
  readonly ids: Int32Array;
  readonly positions: Int32Array;
  /** The row of each in the KV cache, prompt · G + completion: [N]. */
  readonly cacheRows: readonly number[];
}

/** A decoder: prefill of prompts, then one step per token. Its tensors belong to the enclosing scope. */
export interface Decoder {
  /**
   * Prefills the KV cache with prompts, each computed once; the logits are those of each first token, [P, V].
   */
  prefill(packed: PackedPrompts, groupSize: number): Decoded;
  /**
   * Feeds one token to each active completion. It writes into `cache`, so only the cache returned may be used
   * next.
   */
  step(cache: KvCache, step: DecoderStep): Decoded;
}

/**
 * A decoder, valid within the enclosing scope. With `keepActivations` its results include the layers'
 * activations.
 */
export function createDecoder(pass: PassContext, keepActivations = false): Decoder {
  const { ops, model, weightsOf } = pass;
  const { config } = model;
  const runLayer = ops.compile(
    (inputs: DecodeStepInputs) => decodeLayer(ops, config, inputs, keepActivations),
    ({ prompt }) => prompt.k.shape,
  );
  return {
    prefill: (packed, groupSize) =>
      ops.scope(() => {
        const { x, kept } = forward(pass, { ...packed, continuations: [] }, ({ attention, activations }) => ({
          prompt: { k: attention.prompt.k, v: attention.prompt.v },
          activations: keepActivations ? activations : null,
        }));
        const sequences = packed.prompts * groupSize * config.keyValueHeads;
        const empty = () => ops.floats(new Float32Array(), [sequences, 0, config.headDim]);
        const cache = {
          prompts: packed.prompts,
          groupSize,
          steps: 0,
          layers: kept.map(({ prompt }) => ({ prompt, own: { k: empty(), v: empty() } })),
          lengths: packed.lengths,
          paddingMask: promptKeyMask(ops, packed, config.keyValueHeads),
        };
        const layers = kept.map(({ activations }) => activations as LayerActivations);
        return {
          cache,
          logits: logitsOf(ops, model, x),
          activations: keepActivations ? { layers, x } : null,
        };
      }),
    step: (cache, { ids, positions, cacheRows }) => {
      const gather = stepIndex(cache, cacheRows, config.keyValueHeads);
      const steps = cache.steps + 1;
      const length = paddedLength(steps);
      return ops.scope(() => {
        const step = {
          gather: gatherIndex(ops, gather),
          writeIndices: ops.ints(gather.map((_, position) => position * length + cache.steps)),
          unpad: ops.ints(unpadIndex([gather], ids.length * config.keyValueHeads)),
        };
        const reachOf = byLocality(config, (local) => ({
          rope: ropeTables(ops, config, { queries: positions, keys: positions }, { local }),
          ...stepMasks(ops, config, cache, local),
        }));
        const { x, kept } = runLayers(ops, config.layers, embed(ops, model, ids), (layer, x) => {
          const { prompt, own: past } = cache.layers[layer] as KvCache['layers'][number];
          const cached = growCache(ops, past, length);
          const { out, own, activations } = runLayer({
            ...step,
            ...reachOf(layer),
            weights: weightsOf(layer),
            prompt,
            cached,
            x,
          });
          return { out, kept: { prompt, own, activations } };
        });
        return {
          logits: logitsOf(ops, model, x),
          cache: { ...cache, steps, layers: kept.map(({ prompt, own }) => ({ prompt, own })) },
          activations: keepActivations
            ? { layers: kept.map(({ activations }) => activations as LayerActivations), x }
            : null,
        };
      });
    },
  };
}

/** The masks of a decoding step, in a local layer of the keys before its window, too. */
function stepMasks(
  ops: TensorOps,
  config: ModelConfig,
  { prompts, lengths, steps, layers, paddingMask }: KvCache,
  local: boolean,
): Pick<DecodeAttentionContext, 'promptMask' | 'validLengthMask'> {
  const promptTokens = layers[0]?.prompt.k.shape[1] as number;
  const keys = steps + 1;
  const window = local ? hidingWindow(config, promptTokens + keys) : Number.POSITIVE_INFINITY;
  const promptMask = () =>
    promptKeyMask(
      ops,
      { prompts, promptTokens, lengths },
      config.keyValueHeads,
      (p) => (lengths[p] as number) + keys - window,
    );
  return {
    promptMask: Number.isFinite(window) ? promptMask() : paddingMask,
    validLengthMask: validLengthMask(ops, keys, paddedLength(keys), window),
  };
}

/** The inputs of a layer in a decoding step of N tokens. */
interface DecodeStepInputs extends DecodeAttentionContext {
  readonly weights: LayerWeights;
  readonly rope: RopeTables;
  /** The residual stream, [N, C]. */
  readonly x: RawTensor;
}

/** One decoding step of a layer; a graph of it serves any numbers of tokens, completions and steps. */
function decodeLayer(
  ops: TensorOps,
  config: ModelConfig,
  { weights, rope, x, ...context }: DecodeStepInputs,
  keepActivations: boolean,
): { readonly out: RawTensor; readonly own: KeysAndValues; readonly activations: LayerActivations | null } {
  return ops.scope(() => {
    const attention = decodeAttention(ops, config, context);
    const layer = { weights, rope, outputRows: null, attention };
    const { out, activations, saved } = decoderLayer(ops, config, layer, x);
    return { out, own: saved, activations: keepActivations ? activations : null };
  });
}

/** Logits from the residual stream: [N, C] → [N, V]. */
function logitsOf(ops: TensorOps, model: CausalLm, x: RawTensor): RawTensor {
  return ops.scope(() => ops.matMul(finalNorm(ops, model, x), ops.fromTensor(model.head), false, true));
}

/** The step's row [N · K] at each padded position (prompt, key head, completion); −1 for none. */
function stepIndex(cache: KvCache, cacheRows: readonly number[], heads: number): Int32Array {
  const { prompts, groupSize } = cache;
  const gather = new Int32Array(prompts * heads * groupSize).fill(-1);
  cacheRows.forEach((cacheRow, row) => {
    const [p, g] = [Math.floor(cacheRow / groupSize), cacheRow % groupSize];
    for (let k = 0; k < heads; k++) gather[(p * heads + k) * groupSize + g] = row * heads + k;
  });
  return gather;
}
