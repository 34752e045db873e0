import type { RawTensor, TensorOps } from '@echo/backend';
import type { DecodeActivations } from '../model/activation-cache.js';
import {
  gatherPadded,
  type KeysAndValues,
  sharedPrefixAttention,
  toPacked,
  toPadded,
} from '../model/attention.js';
import {
  gatherIndex,
  paddedLength,
  paddingMask,
  unpadIndex,
  validLengthMask,
} from '../model/attention-plan.js';
import type { CausalLm } from '../model/causal-lm.js';
import { decoderLayer, type LayerActivations } from '../model/decoder-layer.js';
import { finalNorm, forward } from '../model/forward.js';
import type { LayerWeights, WeightsOf } from '../model/layer-weights.js';
import type { PackedPrompts } from '../model/packed-batch.js';
import { type RopeTables, ropeTables } from '../model/rotary.js';
import type { ModelConfig } from '../weights/model-config.js';

/** The KV cache of a batch being decoded: P prompts with up to G completions each. */
export interface KvCache {
  readonly prompts: number;
  readonly groupSize: number;
  /** t, the number of valid keys of each completion: the tokens fed so far. */
  readonly steps: number;
  /**
   * Keys and values of each layer: of prompts, [P · K, U, D], and of completions, [P · K · G, T, D] with T ≥
   * t.
   */
  readonly layers: readonly { readonly prompt: KeysAndValues; readonly own: KeysAndValues }[];
  /** Padding mask of the prompt keys, [P · K, 1, U]; null without padding. */
  readonly paddingMask: RawTensor | null;
}

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
export function createDecoder(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  keepActivations = false,
): Decoder {
  const { config } = model;
  const runLayer = ops.compile(
    (inputs: DecodeStepInputs) => decodeLayer(ops, config, inputs, keepActivations),
    ({ prompt }) => prompt.k.shape,
  );
  return {
    prefill: (packed, groupSize) =>
      ops.scope(() => {
        const { x, kept } = forward(
          ops,
          model,
          weightsOf,
          { ...packed, continuations: [] },
          ({ attention, activations }) => ({
            prompt: { k: attention.prompt.k, v: attention.prompt.v },
            activations: keepActivations ? activations : null,
          }),
        );
        const sequences = packed.prompts * groupSize * config.keyValueHeads;
        const empty = () => ops.floats(new Float32Array(), [sequences, 0, config.headDim]);
        const cache = {
          prompts: packed.prompts,
          groupSize,
          steps: 0,
          layers: kept.map(({ prompt }) => ({ prompt, own: { k: empty(), v: empty() } })),
          paddingMask: paddingMask(ops, packed, config.keyValueHeads),
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
          rope: ropeTables(ops, config, { queries: positions, keys: positions }),
          paddingMask: cache.paddingMask,
          validLengthMask: validLengthMask(ops, steps, length),
          gather: gatherIndex(ops, gather),
          writeIndices: ops.ints(gather.map((_, position) => position * length + cache.steps)),
          unpad: ops.ints(unpadIndex([gather], ids.length * config.keyValueHeads)),
        };
        const kept: LayerActivations[] = [];
        let x = ops.gather(ops.fromTensor(model.embedding), ops.ints(ids));
        const layers = cache.layers.map(({ prompt, own: past }, layer) => {
          const cached = growCache(ops, past, length);
          const inputs = { ...step, weights: weightsOf(layer), prompt, cached, x };
          const { out, own, activations } = runLayer(inputs);
          if (activations) kept.push(activations);
          else ops.dispose(x);
          x = out;
          return { prompt, own };
        });
        return {
          logits: logitsOf(ops, model, x),
          cache: { ...cache, steps, layers },
          activations: keepActivations ? { layers: kept, x } : null,
        };
      });
    },
  };
}

/** The inputs of a layer in a decoding step of N tokens. */
interface DecodeStepInputs {
  readonly weights: LayerWeights;
  readonly rope: RopeTables;
  readonly paddingMask: RawTensor | null;
  /** Mask of the valid keys, [1, 1, T]. */
  readonly validLengthMask: RawTensor;
  /**
   * Gather index of the step's rows [N · K] into padded positions (prompt, key head, completion), and its
   * inverse.
   */
  readonly gather: RawTensor;
  readonly unpad: RawTensor;
  /** Write index of the keys and values of each padded position, into [P · K · G · T]. */
  readonly writeIndices: RawTensor;
  readonly prompt: KeysAndValues;
  /** Cached keys and values of the completions, which are written into. */
  readonly cached: KeysAndValues;
  /** The residual stream, [N, C]. */
  readonly x: RawTensor;
}

/** One decoding step of a layer; a graph of it serves any numbers of tokens, completions and steps. */
function decodeLayer(
  ops: TensorOps,
  config: ModelConfig,
  {
    weights,
    rope,
    paddingMask,
    validLengthMask,
    gather,
    unpad,
    writeIndices,
    prompt,
    cached,
    x,
  }: DecodeStepInputs,
  keepActivations: boolean,
): { readonly out: RawTensor; readonly own: KeysAndValues; readonly activations: LayerActivations | null } {
  const { heads, keyValueHeads, headDim } = config;
  const sequences = prompt.k.shape[0] as number;
  const write = (past: RawTensor, rows: RawTensor) =>
    ops.scatterUpdate(past, writeIndices, gatherPadded(ops, rows, gather, keyValueHeads));
  return ops.scope(() => {
    const { out, activations, saved } = decoderLayer(
      ops,
      config,
      weights,
      rope,
      (q, k, v) => {
        const own = { k: write(cached.k, k), v: write(cached.v, v) };
        const stacked = toPadded(ops, config, q, gather, sequences);
        const padded = sharedPrefixAttention(ops, stacked, prompt, paddingMask, own, validLengthMask).out;
        const width = (heads / keyValueHeads) * headDim;
        return { attnOut: toPacked(ops, [padded], unpad, width, keyValueHeads), saved: own };
      },
      null,
      x,
    );
    return { out, own: saved, activations: keepActivations ? activations : null };
  });
}

/** Keys and values [batch, t, D] grown to `length` keys with zeros; unchanged if they have that length. */
function growCache(ops: TensorOps, { k, v }: KeysAndValues, length: number): KeysAndValues {
  const [batch, before, width] = k.shape as [number, number, number];
  if (before === length) return { k, v };
  const more = [batch, length - before, width] as const;
  return ops.scope(() => {
    const empty = ops.floats(new Float32Array(batch * (length - before) * width), more);
    return { k: ops.concat([k, empty], 1), v: ops.concat([v, empty], 1) };
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

/** A smaller KV cache with the completions at the cache rows `kept`, [P′][·]; groups may differ in size. */
export function compactCache(
  ops: TensorOps,
  cache: KvCache,
  heads: number,
  kept: readonly (readonly number[])[],
): KvCache {
  const { groupSize, layers } = cache;
  const newSize = Math.max(...kept.map((group) => group.length));
  const prompts = new Int32Array(kept.length * heads);
  const own = new Int32Array(prompts.length * newSize);
  kept.forEach((group, p) => {
    const old = Math.floor((group[0] as number) / groupSize);
    for (let k = 0; k < heads; k++) {
      prompts[p * heads + k] = old * heads + k;
      group.forEach((cacheRow, g) => {
        own[(p * heads + k) * newSize + g] = (old * heads + k) * groupSize + (cacheRow % groupSize);
      });
    }
  });
  return ops.scope(() => {
    const [promptRows, ownRows] = [ops.ints(prompts), ops.ints(own)];
    const select = ({ k, v }: KeysAndValues, rows: RawTensor) => ({
      k: ops.gather(k, rows),
      v: ops.gather(v, rows),
    });
    return {
      prompts: kept.length,
      groupSize: newSize,
      steps: cache.steps,
      layers: layers.map((layer) => ({
        prompt: select(layer.prompt, promptRows),
        own: select(layer.own, ownRows),
      })),
      paddingMask: cache.paddingMask && ops.gather(cache.paddingMask, promptRows),
    };
  });
}
