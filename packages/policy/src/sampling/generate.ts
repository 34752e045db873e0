import { type TensorOps, treeForEach, treeLeaves } from '@echo/backend';
import {
  type Completion,
  createRng,
  EchoError,
  greedyBatches,
  type Rng,
  type SamplingOptions,
} from '@echo/core';
import type { CausalLm } from '../model/causal-lm.js';
import { layoutPrompts, type PromptLayout } from '../model/group-layout.js';
import type { WeightsOf } from '../model/layer-weights.js';
import { samplingBytes } from '../model/pass-bytes.js';
import type { SamplingPass } from '../model/recollection.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import type { ModelConfig } from '../weights/model-config.js';
import { createDecoder, type Decoded, type Decoder, type DecoderCache, keepPlaces } from './decoder.js';
import { nextTokenProbs, sampleRows } from './sample-rows.js';
import type { SampledToken } from './sample-token.js';

/** Sampling options with every field decided. */
export type Sampling = Required<SamplingOptions>;

export const DEFAULT_SAMPLING: Sampling = {
  n: 1,
  temperature: 0.8,
  topP: 0.95,
  topK: 0,
  maxTokens: 64,
  stop: [],
  seed: 0,
};

/** Completions that have ended leave the cache once it can shrink to this share. Nothing else is computed for them anyway. */
const WORTH_DROPPING = 0.75;

/** A completion being written. */
interface Draft {
  readonly promptTokens: number;
  readonly rng: Rng;
  readonly ids: number[];
  readonly logProbs: number[];
  finish: 'stop' | 'length' | null;
}

/**
 * Completes each prompt `sampling.n` times, [P][G]; a prompt is computed once for its whole group.
 * A completion's random numbers follow from the seed, its prompt and its place in the group alone; a prompt given twice is one
 * group twice as large, not the same completions again. Prompts that would not fit into `room`, in bytes, go one batch after another.
 * `remember` takes over what each pass has computed, in order; with it all prompts go together.
 */
export function generateGroups(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  tokenizer: Tokenizer,
  prompts: readonly Int32Array[],
  sampling: Sampling,
  room = Number.POSITIVE_INFINITY,
  remember: ((pass: SamplingPass) => void) | null = null,
): Completion[][] {
  checkSampling(sampling);
  checkLength(layoutPrompts(prompts).promptTokens, sampling.maxTokens, model.config.maxPositions);
  const drafts = draftsOf(prompts, sampling);
  const fits = (batch: readonly number[]) => {
    if (remember || room === Number.POSITIVE_INFINITY) return true;
    const layout = layoutPrompts(batch.map((p) => prompts[p] as Int32Array));
    return samplingBytes(model.config, layout, sampling.n, sampling.maxTokens) <= room;
  };
  for (const batch of greedyBatches([...prompts.keys()], fits)) {
    const layout = layoutPrompts(batch.map((p) => prompts[p] as Int32Array));
    const some = batch.map((p) => drafts[p] as Draft[]);
    ops.scope(() => {
      const decoder = createDecoder(ops, model, weightsOf, remember !== null);
      writeDrafts(ops, model.config, decoder, tokenizer, layout, some, sampling, remember);
    });
  }
  return drafts.map((group) =>
    group.map((draft) => ({
      text: tokenizer.decode(draft.ids),
      finishReason: draft.finish ?? 'length',
      tokenIds: Int32Array.from(draft.ids),
      logProbs: Float32Array.from(draft.logProbs),
    })),
  );
}

/** Writes the drafts of a batch of prompts to their ends. What it makes belongs to the scope around. */
function writeDrafts(
  ops: TensorOps,
  config: ModelConfig,
  decoder: Decoder,
  tokenizer: Tokenizer,
  layout: PromptLayout,
  drafts: readonly (readonly Draft[])[],
  sampling: Sampling,
  remember: ((pass: SamplingPass) => void) | null,
): void {
  const all = drafts.flat();
  const numbers = new Map(all.map((draft, i) => [draft, i]));
  const draw = (
    { logits, pass }: Decoded,
    completions: Int32Array | null,
    live: readonly Draft[],
    rowOf: (i: number) => number,
  ) => {
    const probs = nextTokenProbs(ops, logits, sampling.temperature);
    const draws = live.map(({ rng }, i) => ({ row: rowOf(i), u: rng.next() }));
    const tokens = sampleRows(ops, probs, sampling, draws);
    live.forEach((draft, i) => {
      extend(draft, tokens[i] as SampledToken, tokenizer, sampling);
    });
    if (pass) remember?.({ ...pass, completions, probs });
  };
  let cache: DecoderCache = ops.scope(() => {
    const start = decoder.prefill(layout, sampling.n);
    draw(start, null, all, (i) => Math.floor(i / sampling.n));
    return start.cache;
  });
  for (let places: readonly (Draft | null)[] = all; ; ) {
    const live = places.flatMap((draft, place) => (draft && !draft.finish ? [{ draft, place }] : []));
    if (live.length === 0) break;
    const before = cache;
    const smaller = shrunk(before, live);
    if (smaller) {
      cache = ops.scope(() => keepPlaces(ops, before, config.keyValueHeads, smaller.kept));
      places = smaller.places;
    } else {
      cache = ops.scope(() => {
        const step = {
          ids: Int32Array.from(live, ({ draft }) => draft.ids.at(-1) as number),
          positions: Int32Array.from(live, ({ draft }) => draft.promptTokens + draft.ids.length - 1),
          places: live.map(({ place }) => place),
        };
        const next = decoder.step(before, step);
        const completions = Int32Array.from(live, ({ draft }) => numbers.get(draft) as number);
        draw(
          next,
          completions,
          live.map(({ draft }) => draft),
          (i) => i,
        );
        return next.cache;
      });
    }
    disposeReplaced(ops, before, cache);
  }
}

/** Empty completions, [P][G], each with random numbers of its own. */
function draftsOf(prompts: readonly Int32Array[], { n, seed }: Sampling): Draft[][] {
  const drawn = new Map<string, number>();
  return prompts.map((prompt) => {
    const key = prompt.join();
    const first = drawn.get(key) ?? 0;
    drawn.set(key, first + n);
    const rng = createRng(seed).fork(key);
    return Array.from({ length: n }, (_, g) => ({
      promptTokens: prompt.length,
      rng: rng.fork(first + g),
      ids: [],
      logProbs: [],
      finish: null,
    }));
  });
}

/** The places that go on, by prompt, and who will then stand where; null while the cache would not shrink by enough. */
function shrunk(
  { prompts, groupSize }: DecoderCache,
  live: readonly { readonly draft: Draft; readonly place: number }[],
): { kept: number[][]; places: (Draft | null)[] } | null {
  const groups = new Map<number, { draft: Draft; place: number }[]>();
  for (const entry of live) {
    const prompt = Math.floor(entry.place / groupSize);
    groups.set(prompt, [...(groups.get(prompt) ?? []), entry]);
  }
  const kept = [...groups.values()];
  const size = Math.max(...kept.map((group) => group.length));
  if (kept.length * size > WORTH_DROPPING * prompts * groupSize) return null;
  return {
    kept: kept.map((group) => group.map(({ place }) => place)),
    places: kept.flatMap((group) => Array.from({ length: size }, (_, g) => group[g]?.draft ?? null)),
  };
}

/** Frees what a cache holds and the next does not. */
function disposeReplaced(ops: TensorOps, cache: DecoderCache, next: DecoderCache): void {
  const still = new Set(treeLeaves(next));
  treeForEach(cache, (tensor) => {
    if (!still.has(tensor)) ops.dispose(tensor);
  });
}

function extend(
  draft: Draft,
  token: SampledToken,
  tokenizer: Tokenizer,
  { stop, maxTokens }: Sampling,
): void {
  draft.ids.push(token.id);
  draft.logProbs.push(token.logProb);
  if (tokenizer.eosTokenIds.includes(token.id) || endsWithStop(draft.ids, tokenizer, stop))
    draft.finish = 'stop';
  else if (draft.ids.length >= maxTokens) draft.finish = 'length';
}

/** Looks for a stop string in the last tokens only: each of them writes at least one byte, so more cannot matter. */
function endsWithStop(ids: readonly number[], tokenizer: Tokenizer, stop: readonly string[]): boolean {
  if (stop.length === 0) return false;
  const tail = tokenizer.decode(
    ids.slice(-Math.max(...stop.map((s) => new TextEncoder().encode(s).length)) - 1),
  );
  return stop.some((s) => tail.includes(s));
}

function checkLength(promptTokens: number, maxTokens: number, maxPositions: number): void {
  if (promptTokens + maxTokens <= maxPositions) return;
  throw new EchoError(
    'invalid-input',
    `A prompt of ${promptTokens} tokens and \`maxTokens\` ${maxTokens} exceed the ${maxPositions} positions of this model; shorten one of them.`,
  );
}

function checkSampling({ n, temperature, topP, topK, maxTokens }: Sampling): void {
  const rule = (holds: boolean, name: string, wanted: string, value: number) => {
    if (!holds) throw new EchoError('invalid-input', `Expected \`${name}\` to be ${wanted}, got ${value}.`);
  };
  rule(Number.isInteger(n) && n >= 1, 'n', 'a whole number of at least 1', n);
  rule(
    temperature >= 0 && Number.isFinite(temperature),
    'temperature',
    '0 (greedy) or a positive number',
    temperature,
  );
  rule(topP > 0 && topP <= 1, 'topP', 'above 0 and at most 1', topP);
  rule(Number.isInteger(topK) && topK >= 0, 'topK', '0 (all) or a positive whole number', topK);
  rule(Number.isInteger(maxTokens) && maxTokens >= 1, 'maxTokens', 'a whole number of at least 1', maxTokens);
}
