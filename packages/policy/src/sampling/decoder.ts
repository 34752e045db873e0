import type { RawTensor, TensorOps } from '@echo/backend';
import {
  attendCompletion,
  intoRectangles,
  intoRows,
  intoSlots,
  type KeysAndValues,
} from '../model/attention.js';
import { paddingMask, roomFor, slotsBack, standing, writtenMask } from '../model/attention-plan.js';
import type { CausalLm } from '../model/causal-lm.js';
import { decoderLayer, type LayerRows } from '../model/decoder-layer.js';
import { finalNorm, forward } from '../model/forward.js';
import type { PromptLayout } from '../model/group-layout.js';
import type { LayerWeights, WeightsOf } from '../model/layer-weights.js';
import type { SamplingPass } from '../model/recollection.js';
import { type Rotations, rotationsAt } from '../model/rotary.js';
import type { ModelConfig } from '../weights/model-config.js';

/** What a batch being decoded remembers: P prompts with up to G completions each. */
export interface DecoderCache {
  readonly prompts: number;
  readonly groupSize: number;
  /** How many tokens the completions have been fed, t. */
  readonly steps: number;
  /** Keys and values of each layer: of the prompts, [P · K, U, D], and of what the completions have been fed, [P · K · G, T, D] with room for T ≥ t. */
  readonly layers: readonly { readonly prompt: KeysAndValues; readonly own: KeysAndValues }[];
  /** [P · K, 1, U] */
  readonly paddingMask: RawTensor | null;
}

/** What a pass leads to: logits of the next tokens, [N, V], the cache as it is now, and what the layers computed when that is to be remembered. */
export interface Decoded {
  readonly logits: RawTensor;
  readonly cache: DecoderCache;
  readonly pass: Omit<SamplingPass, 'completions' | 'probs'> | null;
}

/** One token for each completion that goes on. */
export interface DecoderStep {
  readonly ids: Int32Array;
  readonly positions: Int32Array;
  /** The place of each in the cache, prompt · G + completion: [N]. */
  readonly places: readonly number[];
}

/** Writes completions behind prompts. All it makes belongs to the scope around. */
export interface Decoder {
  /** Runs prompts through the model, each once; the logits are those of each first token, [P, V]. */
  prefill(layout: PromptLayout, groupSize: number): Decoded;
  /** Feeds a step. Nothing is computed for places not named. The cache given is written into, so only the one returned can go on. */
  step(cache: DecoderCache, step: DecoderStep): Decoded;
}

/** A decoder, of use within the scope around. With `remember` it hands over what the layers compute. */
export function createDecoder(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  remember = false,
): Decoder {
  const { config } = model;
  const throughLayer = ops.compile(
    (inputs: StepThroughLayer) => decodeLayer(ops, config, inputs, remember),
    ({ prompt }) => prompt.k.shape,
  );
  return {
    prefill: (layout, groupSize) =>
      ops.scope(() => {
        const { x, kept } = forward(
          ops,
          model,
          weightsOf,
          { ...layout, branches: [] },
          ({ attention, rows }) => ({
            prompt: { k: attention.prompt.k, v: attention.prompt.v },
            rows: remember ? rows : null,
          }),
        );
        const sequences = layout.prompts * groupSize * config.keyValueHeads;
        const nothing = () => ops.floats(new Float32Array(), [sequences, 0, config.headDim]);
        const cache = {
          prompts: layout.prompts,
          groupSize,
          steps: 0,
          layers: kept.map(({ prompt }) => ({ prompt, own: { k: nothing(), v: nothing() } })),
          paddingMask: paddingMask(ops, layout, config.keyValueHeads),
        };
        const layers = kept.map(({ rows }) => rows as LayerRows);
        return { cache, logits: logitsOf(ops, model, x), pass: remember ? { layers, x } : null };
      }),
    step: (cache, { ids, positions, places }) => {
      const from = stepSlots(cache, places, config.keyValueHeads);
      const steps = cache.steps + 1;
      const room = roomFor(steps);
      return ops.scope(() => {
        const step = {
          rotations: rotationsAt(ops, config, { queries: positions, keys: positions }),
          paddingMask: cache.paddingMask,
          writtenMask: writtenMask(ops, steps, room),
          at: standing(ops, from),
          spots: ops.ints(from.map((_, slot) => slot * room + cache.steps)),
          back: ops.ints(slotsBack([from], ids.length * config.keyValueHeads)),
        };
        const remembered: LayerRows[] = [];
        let x = ops.gather(ops.fromTensor(model.embedding), ops.ints(ids));
        const layers = cache.layers.map(({ prompt, own: written }, layer) => {
          const before = withRoom(ops, written, room);
          const { out, own, rows } = throughLayer({ ...step, weights: weightsOf(layer), prompt, before, x });
          if (rows) remembered.push(rows);
          else ops.dispose(x);
          x = out;
          return { prompt, own };
        });
        return {
          logits: logitsOf(ops, model, x),
          cache: { ...cache, steps, layers },
          pass: remember ? { layers: remembered, x } : null,
        };
      });
    },
  };
}

/** What a layer takes to feed a step of N tokens. */
interface StepThroughLayer {
  readonly weights: LayerWeights;
  readonly rotations: Rotations;
  readonly paddingMask: RawTensor | null;
  /** [1, 1, T] */
  readonly writtenMask: RawTensor;
  /** Which of the step's [N · K] stands in each slot, and the slot in which each stands. */
  readonly at: RawTensor;
  readonly back: RawTensor;
  /** Where the keys and values of each slot go, of all [P · K · G · T]. */
  readonly spots: RawTensor;
  readonly prompt: KeysAndValues;
  /** Room with what has been written so far; it is written into. */
  readonly before: KeysAndValues;
  /** [N, C] */
  readonly x: RawTensor;
}

/** … with the numbers of tokens, completions and steps so far left open. */
function decodeLayer(
  ops: TensorOps,
  config: ModelConfig,
  { weights, rotations, paddingMask, writtenMask, at, back, spots, prompt, before, x }: StepThroughLayer,
  remember: boolean,
): { readonly out: RawTensor; readonly own: KeysAndValues; readonly rows: LayerRows | null } {
  const { heads, keyValueHeads, headDim } = config;
  const sequences = prompt.k.shape[0] as number;
  const write = (past: RawTensor, rows: RawTensor) =>
    ops.scatterUpdate(past, spots, intoSlots(ops, rows, at, keyValueHeads));
  return ops.scope(() => {
    const { out, rows, trace } = decoderLayer(
      ops,
      config,
      weights,
      rotations,
      (q, k, v) => {
        const own = { k: write(before.k, k), v: write(before.v, v) };
        const stacked = intoRectangles(ops, config, q, at, sequences);
        const attended = attendCompletion(ops, stacked, prompt, paddingMask, own, writtenMask).out;
        const width = (heads / keyValueHeads) * headDim;
        return { rows: intoRows(ops, [attended], back, width, keyValueHeads), trace: own };
      },
      null,
      x,
    );
    return { out, own: trace, rows: remember ? rows : null };
  });
}

/** Keys and values [slots, t, D] with room for `room` of each slot: themselves, if they have it. */
function withRoom(ops: TensorOps, { k, v }: KeysAndValues, room: number): KeysAndValues {
  const [slots, before, width] = k.shape as [number, number, number];
  if (before === room) return { k, v };
  const more = [slots, room - before, width] as const;
  return ops.scope(() => {
    const empty = ops.floats(new Float32Array(slots * (room - before) * width), more);
    return { k: ops.concat([k, empty], 1), v: ops.concat([v, empty], 1) };
  });
}

/** Logits of rows of the residual stream: [N, C] → [N, V]. */
function logitsOf(ops: TensorOps, model: CausalLm, x: RawTensor): RawTensor {
  return ops.scope(() => ops.matMul(finalNorm(ops, model, x), ops.fromTensor(model.head), false, true));
}

/** Which of the step's [N · K] stands in each slot (prompt, key head, completion); −1 for none. */
function stepSlots(cache: DecoderCache, places: readonly number[], heads: number): Int32Array {
  const { prompts, groupSize } = cache;
  const from = new Int32Array(prompts * heads * groupSize).fill(-1);
  places.forEach((place, row) => {
    const [p, g] = [Math.floor(place / groupSize), place % groupSize];
    for (let k = 0; k < heads; k++) from[(p * heads + k) * groupSize + g] = row * heads + k;
  });
  return from;
}

/** A smaller cache with some completions of some prompts, given by their places as [P′][·]: groups may differ in size. */
export function keepPlaces(
  ops: TensorOps,
  cache: DecoderCache,
  heads: number,
  kept: readonly (readonly number[])[],
): DecoderCache {
  const { groupSize, layers } = cache;
  const newSize = Math.max(...kept.map((group) => group.length));
  const prompts = new Int32Array(kept.length * heads);
  const own = new Int32Array(prompts.length * newSize);
  kept.forEach((group, p) => {
    const old = Math.floor((group[0] as number) / groupSize);
    for (let k = 0; k < heads; k++) {
      prompts[p * heads + k] = old * heads + k;
      group.forEach((place, g) => {
        own[(p * heads + k) * newSize + g] = (old * heads + k) * groupSize + (place % groupSize);
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
