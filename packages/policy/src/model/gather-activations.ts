import type { RawTensor, TensorOps } from '@echo/compute';
import { type ActivationCache, assertKept, type CachedGroups } from './activation-cache.js';
import type { LayerActivations } from './decoder-layer.js';
import { logitRows } from './forward.js';
import type { ModelConfig } from './model-config.js';
import type { PackedBatch } from './packed-batch.js';
import type { SampledTokens } from './token-log-probs.js';

/**
 * Cached activations of the prompts and the first continuation of a packed batch, which are its first rows.
 */
export interface CachedActivations {
  /**
   * A function that gathers an activation of a layer by name, null where it has none. Tensors belong to the
   * enclosing scope.
   */
  reader(ops: TensorOps): (layer: number, name: keyof LayerActivations) => RawTensor | null;
  /** The residual stream after the last layer. */
  x(ops: TensorOps): RawTensor;
  /** The tokens of the first continuation. `expectedHeadRows` belong to the enclosing scope. */
  readonly sampled: SampledTokens<(ops: TensorOps) => RawTensor>;
}

/** Activations that the last layer, too, has for all rows, not for its output rows alone. */
const ON_ALL_ROWS: ReadonlySet<keyof LayerActivations> = new Set(['x', 'k', 'v', 'kUnnormed']);

/** Cached activations gathered in the order of a packed batch, whose first continuation they are. */
export function gatherActivations(
  { layers }: ModelConfig,
  { cache, groups }: CachedGroups,
  packed: PackedBatch,
): CachedActivations {
  const size = packed.continuations[0]?.groupSize ?? 0;
  const indices = groups.map((group) => Array.from({ length: size }, (_, g) => group * cache.groupSize + g));
  const { all, outputRows } = gatherIndices(cache, packed, indices);
  const lengths = packed.continuations[0]?.lengths ?? [];
  const logProbs = indices
    .flat()
    .flatMap((index, i) => [...(cache.logProbs[index] as Float32Array).subarray(0, lengths[i])]);
  const logitRowIndices = logitRows(packed).subarray(0, logProbs.length);
  const joined = (ops: TensorOps, parts: readonly RawTensor[], rows: RawTensor) => {
    assertKept(cache);
    return ops.scope(() => ops.gather(ops.concat(parts, 0), rows));
  };
  return {
    reader: (ops) => {
      const [allIndices, outputIndices] = [ops.ints(all), ops.ints(outputRows)];
      return (layer, name) => {
        const some = layer === layers - 1 && !ON_ALL_ROWS.has(name);
        const parts = cache.passes.flatMap((pass) => (pass.layers[layer] as LayerActivations)[name] ?? []);
        return parts.length === 0 ? null : joined(ops, parts, some ? outputIndices : allIndices);
      };
    },
    x: (ops) => {
      const parts = cache.passes.map(({ x }) => x);
      return ops.scope(() => joined(ops, parts, ops.ints(outputRows)));
    },
    sampled: {
      temperature: cache.temperature,
      logProbs: Float32Array.from(logProbs),
      expectedHeadRows: (ops) => {
        const rows = logitRowIndices.map((row) => outputRows[row] as number);
        return ops.scope(() => joined(ops, cache.expectedHeadRows, ops.ints(rows)));
      },
    },
  };
}

/**
 * Gather indices of a packed batch's first rows into cached rows, counted pass by pass: of `all` rows, and of
 * `outputRows` among cached output rows.
 */
function gatherIndices(
  { packedPrompts: cached, groupSize, passes }: ActivationCache,
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
