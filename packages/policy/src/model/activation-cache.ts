import { type RawTensor, type TensorOps, treeForEach } from '@echo/backend';
import { type Completion, EchoError } from '@echo/core';
import type { ModelConfig } from '../weights/model-config.js';
import type { CausalLm } from './causal-lm.js';
import type { LayerActivations } from './decoder-layer.js';
import { expectedHeadRows } from './expected-head-rows.js';
import { logitRows } from './forward.js';
import type { WeightsOf } from './layer-weights.js';
import { type PackedBatch, type PackedPrompts, packPrompts } from './packed-batch.js';
import type { SampledTokens } from './token-log-probs.js';

/*
 * Sampling computes the same activations of prompts and completions as an update by the same weights would:
 * cached, no row needs a second forward pass. Nor a second pass through the head: the gradient of a token's
 * log-prob in the hidden state that predicts it is (h − E[h]) / temperature, where h is the token's head row
 * and E[h] the expected head row under the softmax at the temperature.
 */

/** Activations of one pass of sampling: the prefill, or one decoding step of the active completions. */
export interface DecodeActivations {
  /** The completion of each row, prompt · G + index in the group; null for the prefill. */
  readonly completions: Int32Array | null;
  readonly layers: readonly LayerActivations[];
  /** The residual stream after the last layer, of its output rows. */
  readonly x: RawTensor;
  /** The softmax over each row's next token at the temperature, before top-p and top-k: [N, V]. */
  readonly probs: RawTensor;
}

/**
 * Cached activations of the prompts and the first continuation of a packed batch, which are its first rows.
 */
export interface CachedActivations {
  /** A function that gathers an activation of a layer by name. Tensors belong to the enclosing scope. */
  reader(ops: TensorOps): (layer: number, name: keyof LayerActivations) => RawTensor;
  /** The residual stream after the last layer. */
  x(ops: TensorOps): RawTensor;
  /** The tokens of the first continuation. `expectedHeadRows` belong to the enclosing scope. */
  readonly sampled: SampledTokens<(ops: TensorOps) => RawTensor>;
}

/** A cache of the activations of the latest recorded sampling. */
export interface ActivationCache {
  /**
   * Replaces the cache with the activations that `write` passes to `keep`: of the prefill, then of each step.
   */
  record(
    ops: TensorOps,
    by: { readonly weights: WeightsOf; readonly temperature: number },
    prompts: readonly Int32Array[],
    write: (keep: (pass: DecodeActivations) => void) => Completion[][],
  ): Completion[][];
  /**
   * Whether it has these completions of these prompts, or longer ones that begin with them, by any weights.
   */
  has(prompts: readonly Int32Array[], completions: readonly (readonly Int32Array[])[]): boolean;
  /**
   * Activations of completions, in the order of a packed batch whose first continuation they are. Null when
   * it lacks one of them; other weights clear it, and give null, too.
   */
  lookup(
    weights: WeightsOf,
    packed: PackedBatch,
    prompts: readonly Int32Array[],
    completions: readonly (readonly Int32Array[])[],
  ): CachedActivations | null;
  /** Frees all cached activations. */
  clear(): void;
}

/** An empty activation cache. */
export function createActivationCache(model: CausalLm): ActivationCache {
  let entry: (CacheEntry & { readonly weights: WeightsOf; readonly dispose: () => void }) | null = null;
  const clear = () => {
    entry?.dispose();
    entry = null;
  };
  return {
    record: (ops, { weights, temperature }, prompts, write) => {
      clear();
      const passes: ForwardActivations[] = [];
      const expected = expectedHeadRows(ops, ops.fromTensor(model.head));
      const dispose = () => {
        treeForEach(passes.splice(0), (tensor) => ops.dispose(tensor));
        expected.dispose();
      };
      try {
        const groups = write(({ probs, ...pass }) => {
          treeForEach(pass, (tensor) => ops.keep(tensor));
          passes.push(pass);
          expected.add(probs);
        });
        expected.finish();
        entry = {
          prompts,
          packedPrompts: packPrompts(prompts),
          groupSize: groups[0]?.length ?? 0,
          completions: groups.flat().map(({ tokenIds }) => tokenIds.slice()),
          logProbs: groups.flat().map(({ logProbs }) => logProbs.slice()),
          temperature: temperature || 1,
          passes,
          expectedHeadRows: expected.parts,
          weights,
          dispose,
        };
        return groups;
      } catch (error) {
        dispose();
        throw error;
      }
    },
    has: (prompts, completions) => entry !== null && findCompletions(entry, prompts, completions) !== null,
    lookup: (weights, packed, prompts, completions) => {
      if (entry?.weights !== weights) {
        clear();
        return null;
      }
      const indices = findCompletions(entry, prompts, completions);
      return indices && gatherActivations(model.config, entry, packed, indices);
    },
    clear,
  };
}

type ForwardActivations = Omit<DecodeActivations, 'probs'>;

/** Sampled completions and the activations of the passes that sampled them. */
interface CacheEntry {
  readonly prompts: readonly Int32Array[];
  readonly packedPrompts: PackedPrompts;
  readonly groupSize: number;
  /** Token ids of each completion, [P · G]. */
  readonly completions: readonly Int32Array[];
  readonly logProbs: readonly Float32Array[];
  readonly temperature: number;
  readonly passes: readonly ForwardActivations[];
  /** The expected head row under the softmax after each output row, pass by pass: [·, C], in parts. */
  readonly expectedHeadRows: readonly RawTensor[];
}

/**
 * The cached completion that begins with each of `completions`, prompt · G + index, [P′][G′]; null when one
 * has none.
 */
function findCompletions(
  { prompts: cachedPrompts, groupSize, completions: cached }: CacheEntry,
  prompts: readonly Int32Array[],
  completions: readonly (readonly Int32Array[])[],
): readonly (readonly number[])[] | null {
  const byPrompt = new Map<string, number[]>();
  cached.forEach((_, index) => {
    const prompt = (cachedPrompts[Math.floor(index / groupSize)] as Int32Array).join();
    byPrompt.set(prompt, [...(byPrompt.get(prompt) ?? []), index]);
  });
  const found = completions.map((group, p) => {
    const candidates = byPrompt.get(prompts[p]?.join() ?? '') ?? [];
    return group.map((ids) => candidates.find((index) => beginsWith(cached[index] as Int32Array, ids)) ?? -1);
  });
  return found.flat().includes(-1) ? null : found;
}

function beginsWith(ids: Int32Array, prefix: Int32Array): boolean {
  return prefix.length <= ids.length && prefix.every((id, i) => id === ids[i]);
}

/** Activations that the last layer, too, has for all rows, not for its output rows alone. */
const ON_ALL_ROWS: ReadonlySet<keyof LayerActivations> = new Set(['x', 'k', 'v']);

/** Cached activations gathered in the order of a packed batch, whose first continuation is at `indices`. */
function gatherActivations(
  { layers }: ModelConfig,
  entry: CacheEntry,
  packed: PackedBatch,
  indices: readonly (readonly number[])[],
): CachedActivations {
  const { all, outputRows } = gatherIndices(entry, packed, indices);
  const lengths = packed.continuations[0]?.lengths ?? [];
  const logProbs = indices
    .flat()
    .flatMap((index, i) => [...(entry.logProbs[index] as Float32Array).subarray(0, lengths[i])]);
  const logitRowIndices = logitRows(packed).subarray(0, logProbs.length);
  const joined = (ops: TensorOps, parts: readonly RawTensor[], rows: RawTensor) => {
    if (parts.length === 0)
      throw new EchoError(
        'invalid-input',
        'Expected the activations of sampling to be kept until its gradient is taken; call `dropActivations`, and complete other prompts, only after that.',
      );
    return ops.scope(() => ops.gather(ops.concat(parts, 0), rows));
  };
  return {
    reader: (ops) => {
      const [allIndices, outputIndices] = [ops.ints(all), ops.ints(outputRows)];
      return (layer, name) => {
        const some = layer === layers - 1 && !ON_ALL_ROWS.has(name);
        const parts = entry.passes.map((pass) => (pass.layers[layer] as LayerActivations)[name]);
        return joined(ops, parts, some ? outputIndices : allIndices);
      };
    },
    x: (ops) => {
      const parts = entry.passes.map(({ x }) => x);
      return ops.scope(() => joined(ops, parts, ops.ints(outputRows)));
    },
    sampled: {
      temperature: entry.temperature,
      logProbs: Float32Array.from(logProbs),
      expectedHeadRows: (ops) => {
        const rows = logitRowIndices.map((row) => outputRows[row] as number);
        return ops.scope(() => joined(ops, entry.expectedHeadRows, ops.ints(rows)));
      },
    },
  };
}

/**
 * Gather indices of a packed batch's first rows into cached rows, counted pass by pass: of `all` rows, and of
 * `outputRows` among cached output rows.
 */
function gatherIndices(
  { packedPrompts: cached, groupSize, passes }: CacheEntry,
  { prompts, promptRows, shared, lengths, continuations }: PackedBatch,
  indices: readonly (readonly number[])[],
): { readonly all: Int32Array; readonly outputRows: Int32Array } {
  const cachedPrompts = indices.map((group) => Math.floor((group[0] as number) / groupSize));
  const rows: number[] = [];
  const addPrompt = (p: number, from: number, to: number) => {
    const start = (cached.starts[cachedPrompts[p] as number] as number) - cached.shared;
    for (let token = from; token < to; token++) rows.push(token < cached.shared ? token : start + token);
  };
  addPrompt(0, 0, shared);
  for (let p = 0; p < prompts; p++) addPrompt(p, shared, lengths[p] as number);
  let next = cached.promptRows;
  const rowsOfSteps = passes.slice(1).map(({ completions }) => {
    const first = next;
    next += completions?.length ?? 0;
    return new Map(Array.from(completions ?? [], (index, row) => [index, first + row]));
  });
  indices.flat().forEach((index, i) => {
    const steps = (continuations[0]?.lengths[i] as number) - 1;
    for (let step = 0; step < steps; step++) rows.push(rowsOfSteps[step]?.get(index) as number);
  });
  const skipped = cached.promptRows - cached.prompts;
  const outputRows = [...cachedPrompts, ...rows.slice(promptRows).map((row) => row - skipped)];
  return { all: Int32Array.from(rows), outputRows: Int32Array.from(outputRows) };
}
