import { type Completion, createRng, EchoError, type Rng, type SamplingOptions } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import type { CausalLm } from '../model/causal-lm.js';
import { layoutPrompts } from '../model/group-layout.js';
import { disposePrefilled, prefill } from '../model/prefill.js';
import type { Project } from '../model/project.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { decodeStep, disposeOwn, keepPrompts, logitsOf, type OwnCache } from './decoder.js';
import { type SampledToken, sampleToken } from './sample-token.js';

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

/** Prompts whose completions have all ended leave the batch once no more than this share of it goes on. */
const WORTH_DROPPING = 0.75;

/** A completion being written. */
interface Draft {
  readonly rng: Rng;
  readonly ids: number[];
  readonly logProbs: number[];
  finish: 'stop' | 'length' | null;
}

/**
 * Completes each prompt `sampling.n` times, [P][G]; a prompt is computed once for its whole group.
 * A completion's random numbers follow from the seed, its prompt and its place in the group alone; a prompt given twice is one
 * group twice as large, not the same completions again.
 */
export async function generateGroups(
  model: CausalLm,
  project: Project,
  tokenizer: Tokenizer,
  prompts: readonly Int32Array[],
  sampling: Sampling,
): Promise<Completion[][]> {
  checkSampling(sampling);
  const layout = layoutPrompts(prompts);
  checkLength(layout.promptTokens, sampling.maxTokens, model.config.maxPositions);
  const drawn = new Map<string, number>();
  const drafts = prompts.map((prompt) => {
    const key = prompt.join();
    const first = drawn.get(key) ?? 0;
    drawn.set(key, first + sampling.n);
    const rng = createRng(sampling.seed).fork(key);
    return Array.from(
      { length: sampling.n },
      (_, g): Draft => ({ rng: rng.fork(first + g), ids: [], logProbs: [], finish: null }),
    );
  });
  let prefilled = prefill(model, project, layout);
  let own: OwnCache = null;
  let active = drafts.map((_, p) => p);
  try {
    const firstRow = await rowsOf(tf.tidy(() => logitsOf(model, prefilled.last)));
    drafts.forEach((group, p) => {
      for (const draft of group)
        extend(draft, sampleToken(firstRow(p), sampling, draft.rng.next()), tokenizer, sampling);
    });
    for (let t = 0; ; t++) {
      const unfinished = active.flatMap((p, place) =>
        drafts[p]?.some((draft) => !draft.finish) ? [place] : [],
      );
      if (unfinished.length === 0) break;
      if (unfinished.length <= WORTH_DROPPING * active.length) {
        ({ prefilled, own } = keepPrompts(prefilled, own, unfinished));
        active = unfinished.map((place) => active[place] as number);
      }
      const rows = active.flatMap((p) => drafts[p] ?? []);
      const ids = Int32Array.from(rows, (draft) => draft.ids[t] ?? 0);
      const positions = Int32Array.from(
        rows,
        (_, i) => (layout.lengths[active[Math.floor(i / sampling.n)] as number] as number) + t,
      );
      const next: ReturnType<typeof decodeStep> = decodeStep(model, project, prefilled, own, {
        ids,
        positions,
      });
      disposeOwn(own);
      own = next.own;
      const row = await rowsOf(next.logits);
      rows.forEach((draft, i) => {
        if (!draft.finish)
          extend(draft, sampleToken(row(i), sampling, draft.rng.next()), tokenizer, sampling);
      });
    }
  } finally {
    disposeOwn(own);
    disposePrefilled(prefilled);
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

/** Fetches [N, V] once, frees it, and hands out its rows. */
async function rowsOf(logits: tf.Tensor): Promise<(row: number) => Float32Array> {
  const width = logits.shape[1] as number;
  const values = (await logits.data()) as Float32Array;
  logits.dispose();
  return (row) => values.subarray(row * width, (row + 1) * width);
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
