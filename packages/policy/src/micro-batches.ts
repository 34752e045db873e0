import { greedyBatches } from '@echo/core';
import type { MemoryBudget } from './memory/memory-budget.js';
import type { TokenTree } from './model/token-batch.js';
import type { Continuation, MicroBatch, MicroBatchOptions } from './policy.js';
import { type Asked, packContinuations } from './score-continuations.js';

/** Micro-batches of prompts that fit a memory budget, as `Policy.microBatches` returns them. */
export function microBatches<C extends readonly Continuation[]>(
  budget: MemoryBudget,
  { prompts, continuations }: Asked<C>,
  { maxPrompts = Number.POSITIVE_INFINITY, activations = null }: MicroBatchOptions = {},
): readonly MicroBatch<C>[] {
  const choose = (indices: readonly number[]): MicroBatch<C> => ({
    indices,
    prompts: indices.map((p) => prompts[p] as Int32Array),
    continuations: continuations.map((asked) => ofPrompts(asked, indices)) as unknown as C,
  });
  const fits = (indices: readonly number[]) => {
    if (indices.length > maxPrompts) return false;
    if (activations !== null || budget.unlimited) return true;
    const batch = choose(indices);
    const packed = packContinuations(batch.prompts, batch.continuations);
    return budget.fitsStored(packed, asksKl(continuations));
  };
  const tokens = prompts.map((prompt, p) => prompt.length + longestCompletion(continuations, p));
  const byLength = [...prompts.keys()].sort((a, b) => (tokens[a] as number) - (tokens[b] as number));
  return greedyBatches(byLength, fits).map(choose);
}

/** Whether a continuation asks for the KL to the reference policy. */
export function asksKl(continuations: readonly Continuation[]): boolean {
  return continuations.some((asked) => asked.kind === 'log-probs' && asked.klToReference === true);
}

/** The part of a continuation that follows some of the prompts. */
function ofPrompts(asked: Continuation, indices: readonly number[]): Continuation {
  if (asked.kind === 'tree-logits') {
    const { tree } = asked;
    if ('parents' in tree) return asked;
    return { ...asked, tree: indices.map((p) => tree[p] as readonly TokenTree[]) };
  }
  return { ...asked, completions: indices.map((p) => asked.completions[p] as readonly Int32Array[]) };
}

/** Tokens of the longest first continuation of a prompt: micro-batches of like length need little padding. */
function longestCompletion([first]: readonly Continuation[], p: number): number {
  if (!first || first.kind === 'tree-logits') return 0;
  return Math.max(...(first.completions[p] ?? []).map((ids) => ids.length));
}
