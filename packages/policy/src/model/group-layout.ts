import { EchoError } from '@echo/core';
import type { TokenBatch, TokenTree } from '../policy.js';

/** Fewer tokens than this are sooner computed for each prompt than kept apart. */
const WORTH_SHARING = 8;

/** Prompts as rows without padding: first the tokens they all begin with, once, then the rest of one after another. P prompts of up to U tokens. */
export interface PromptLayout {
  readonly prompts: number;
  /** U, the longest prompt. */
  readonly promptTokens: number;
  /** X, the tokens all prompts begin with; 0 when that is too few to be worth it. */
  readonly shared: number;
  readonly lengths: readonly number[];
  /** The row of each prompt's first token that is not shared. */
  readonly starts: readonly number[];
  /** Rows of prompts, before those of any steps. */
  readonly promptRows: number;
  /** Token and position of each row: [N]. */
  readonly ids: Int32Array;
  readonly positions: Int32Array;
}

/**
 * One continuation of a batch: for each prompt a group of completions, of equal size, or one and the same tree. What a completion feeds to
 * the model, all its tokens but the last, is its steps; of a tree all nodes are, and it predicts one token more than it has nodes.
 */
export interface Branch {
  readonly groupSize: number;
  /** T, the most tokens predicted of a completion. */
  readonly completionTokens: number;
  /** Tokens predicted of each completion: [P · G]. */
  readonly lengths: readonly number[];
  /** The row of each completion's first step: [P · G]. */
  readonly starts: readonly number[];
  /** The step before each of a tree, −1 for the prompt; null where one follows the other. */
  readonly parents: Int32Array | null;
}

/** A batch of groups as rows: first the prompts', then the completions' steps, branch by branch. */
export interface GroupLayout extends PromptLayout {
  readonly branches: readonly Branch[];
}

export function layoutPrompts(prompts: readonly Int32Array[]): PromptLayout {
  if (prompts.length === 0 || prompts.some((ids) => ids.length === 0)) {
    throw new EchoError(
      'invalid-input',
      'Expected at least one prompt and at least one token in each; the chat template may have produced nothing.',
    );
  }
  const lengths = prompts.map((ids) => ids.length);
  const shared = sharedBeginning(prompts);
  const own = lengths.map((length) => length - shared);
  const ids = concatenated([
    (prompts[0] as Int32Array).subarray(0, shared),
    ...prompts.map((prompt) => prompt.subarray(shared)),
  ]);
  return {
    prompts: prompts.length,
    promptTokens: Math.max(...lengths),
    shared,
    lengths,
    starts: startsOf(own, shared),
    promptRows: ids.length,
    ids,
    positions: concatenated([counting(0, shared), ...own.map((length) => counting(shared, length))]),
  };
}

/** How many tokens all of several prompts begin with, so that at least one of each is left; 0 when too few. */
function sharedBeginning([first, ...others]: readonly Int32Array[]): number {
  if (!first || others.length === 0) return 0;
  let shared = Math.min(first.length, ...others.map((prompt) => prompt.length)) - 1;
  for (const prompt of others) {
    const differs = first.subarray(0, shared).findIndex((id, i) => id !== prompt[i]);
    if (differs >= 0) shared = differs;
  }
  return shared < WORTH_SHARING ? 0 : shared;
}

/** Lays out prompts once with any number of continuations: completions, each set [P][G][·], and trees. */
export function layoutGroups(
  prompts: readonly Int32Array[],
  ...continuations: readonly (TokenBatch['completions'] | TokenTree)[]
): GroupLayout {
  const layout = layoutPrompts(prompts);
  let row = layout.ids.length;
  const parts = continuations.map((continuation) => {
    const part = layoutBranch(layout, continuation, row);
    row += part.ids.length;
    return part;
  });
  return {
    ...layout,
    ids: concatenated([layout.ids, ...parts.map(({ ids }) => ids)]),
    positions: concatenated([layout.positions, ...parts.map(({ positions }) => positions)]),
    branches: parts.map(({ branch }) => branch),
  };
}

/** A continuation as rows from `row` on. */
function layoutBranch(
  { prompts, lengths: promptLengths }: PromptLayout,
  continuation: TokenBatch['completions'] | TokenTree,
  row: number,
): { readonly branch: Branch; readonly ids: Int32Array; readonly positions: Int32Array } {
  const tree = 'parents' in continuation ? continuation : null;
  const groups =
    'parents' in continuation ? promptLengths.map(() => [continuation.ids]) : stepsOf(continuation);
  checkGroups(prompts, groups);
  const steps = groups.flat();
  const groupSize = steps.length / prompts;
  const counts = steps.map((ids) => ids.length);
  const lengths = counts.map((count) => count + 1);
  const depth = tree && depths(tree);
  const positions = counts.map((count, i) => {
    const first = promptLengths[Math.floor(i / groupSize)] as number;
    return depth ? depth.map((d) => first + d) : counting(first, count);
  });
  return {
    branch: {
      groupSize,
      completionTokens: Math.max(...lengths),
      lengths,
      starts: startsOf(counts, row),
      parents: tree?.parents ?? null,
    },
    ids: concatenated(steps),
    positions: concatenated(positions),
  };
}

function stepsOf(completions: TokenBatch['completions']): Int32Array[][] {
  if (completions.flat().some((ids) => ids.length === 0)) {
    throw new EchoError(
      'invalid-input',
      'Expected every completion to have at least one token; leave empty ones out of the batch.',
    );
  }
  return completions.map((group) => group.map((ids) => ids.subarray(0, -1)));
}

function checkGroups(prompts: number, groups: readonly (readonly Int32Array[])[]): void {
  const size = groups[0]?.length ?? 0;
  if (groups.length === prompts && size > 0 && groups.every((group) => group.length === size)) return;
  throw new EchoError(
    'invalid-input',
    'Expected one group of completions for each prompt, all of the same size of at least 1.',
  );
}

/** How many nodes stand between each and the prompt. */
function depths({ ids, parents }: TokenTree): Int32Array {
  if (ids.length !== parents.length)
    throw new EchoError(
      'invalid-input',
      `Expected one parent for each of the ${ids.length} tokens of a tree, got ${parents.length}.`,
    );
  const found = new Int32Array(parents.length);
  parents.forEach((parent, node) => {
    if (parent >= node)
      throw new EchoError(
        'invalid-input',
        `Expected node ${node} of a tree to stand behind its parent ${parent}.`,
      );
    found[node] = parent < 0 ? 0 : (found[parent] as number) + 1;
  });
  return found;
}

function startsOf(lengths: readonly number[], first: number): number[] {
  let next = first;
  return lengths.map((length) => {
    next += length;
    return next - length;
  });
}

function counting(first: number, length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => first + i);
}

export function concatenated(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
