import { EchoError } from '@echo/core';
import type { TokenBatch, TokenTree } from './token-batch.js';

/**
 * The shortest shared prefix, in tokens, that is computed once; a shorter one is cheaper to recompute for
 * each prompt.
 */
const MIN_SHARED_PREFIX = 8;

/**
 * P prompts of up to U tokens packed into rows without padding: first the prefix they share, once, then the
 * rest of each prompt.
 */
export interface PackedPrompts {
  readonly prompts: number;
  /** U, the longest prompt. */
  readonly promptTokens: number;
  /** X, the length of the prefix that all prompts share; 0 when shorter than `MIN_SHARED_PREFIX`. */
  readonly shared: number;
  /** Tokens of each prompt: [P]. */
  readonly lengths: readonly number[];
  /** The row of each prompt's first token after the shared prefix: [P]. */
  readonly starts: readonly number[];
  /** Number of rows of prompts, which precede those of continuations. */
  readonly promptRows: number;
  /** Token and position of each row: [N]. */
  readonly ids: Int32Array;
  readonly positions: Int32Array;
}

/**
 * What can follow prompts: completions of each, [P][G][·], the same tree after all, or trees of each, [P][G].
 */
export type Continuations = TokenBatch['completions'] | TokenTree | readonly (readonly TokenTree[])[];

/**
 * A packed continuation of the prompts: for each prompt a group of G completions or trees, or one tree for
 * all. The tokens fed to the model are its steps: all tokens of a completion but the last, all nodes of a
 * tree. A completion with S steps predicts S + 1 tokens.
 */
export interface PackedContinuation {
  /** G, the completions or trees of each prompt; 1 where one tree follows all. */
  readonly groupSize: number;
  /** T, the most tokens predicted of a completion, one more than its steps. */
  readonly completionTokens: number;
  /** Number of tokens predicted of each completion: [P · G]. */
  readonly lengths: readonly number[];
  /** The row of each completion's first step: [P · G]. */
  readonly starts: readonly number[];
  /** The parent of each step of a tree, −1 for the prompt, of every tree: [P · G]; null for completions. */
  readonly parents: readonly Int32Array[] | null;
}

/** A batch packed into rows without padding: first those of prompts, then the steps of each continuation. */
export interface PackedBatch extends PackedPrompts {
  readonly continuations: readonly PackedContinuation[];
}

/**
 * Packs prompts into rows.
 *
 * @throws EchoError `invalid-input` without prompts or for an empty one.
 */
export function packPrompts(prompts: readonly Int32Array[]): PackedPrompts {
  if (prompts.length === 0 || prompts.some((ids) => ids.length === 0)) {
    throw new EchoError(
      'invalid-input',
      'Expected at least one prompt and at least one token in each; the chat template may have produced nothing.',
    );
  }
  const lengths = prompts.map((ids) => ids.length);
  const shared = commonPrefixLength(prompts);
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
    starts: offsets(own, shared),
    promptRows: ids.length,
    ids,
    positions: concatenated([range(0, shared), ...own.map((length) => range(shared, length))]),
  };
}

/**
 * The length of the prefix that several prompts share, at least one token of each left out; 0 when too short.
 */
function commonPrefixLength([first, ...others]: readonly Int32Array[]): number {
  if (!first || others.length === 0) return 0;
  let shared = Math.min(first.length, ...others.map((prompt) => prompt.length)) - 1;
  for (const prompt of others) {
    const differs = first.subarray(0, shared).findIndex((id, i) => id !== prompt[i]);
    if (differs >= 0) shared = differs;
  }
  return shared < MIN_SHARED_PREFIX ? 0 : shared;
}

/**
 * Packs prompts, once, with any number of continuations: completions and trees.
 *
 * @throws EchoError `invalid-input` for groups of unequal size, an empty completion or a tree out of order.
 */
export function packBatch(
  prompts: readonly Int32Array[],
  ...continuations: readonly Continuations[]
): PackedBatch {
  const packed = packPrompts(prompts);
  let row = packed.ids.length;
  const parts = continuations.map((continuation) => {
    const part = packContinuation(packed, continuation, row);
    row += part.ids.length;
    return part;
  });
  return {
    ...packed,
    ids: concatenated([packed.ids, ...parts.map(({ ids }) => ids)]),
    positions: concatenated([packed.positions, ...parts.map(({ positions }) => positions)]),
    continuations: parts.map(({ packed }) => packed),
  };
}

/** Packs a continuation into rows from `row` on. */
function packContinuation(
  { prompts, lengths: promptLengths }: PackedPrompts,
  continuation: Continuations,
  row: number,
): { readonly packed: PackedContinuation; readonly ids: Int32Array; readonly positions: Int32Array } {
  const trees = treesOf(continuation, prompts);
  const groups = trees
    ? trees.map((group) => group.map(({ ids }) => ids))
    : fedTokens(continuation as TokenBatch['completions']);
  checkGroups(prompts, groups);
  const steps = groups.flat();
  const groupSize = steps.length / prompts;
  const counts = steps.map((ids) => ids.length);
  const lengths = counts.map((count) => count + 1);
  for (const tree of new Set(trees?.flat())) checkTree(tree);
  const parents = trees?.flat().map((tree) => tree.parents) ?? null;
  // One tree may follow all prompts.
  const depths = new Map([...new Set(parents)].map((tree) => [tree, treeDepths(tree)]));
  const positions = counts.map((count, i) => {
    const first = promptLengths[Math.floor(i / groupSize)] as number;
    const own = parents && depths.get(parents[i] as Int32Array);
    return own ? own.map((depth) => first + depth) : range(first, count);
  });
  return {
    packed: {
      groupSize,
      completionTokens: Math.max(...lengths),
      lengths,
      starts: offsets(counts, row),
      parents,
    },
    ids: concatenated(steps),
    positions: concatenated(positions),
  };
}

/** The trees of each prompt, [P][G]; null of completions. */
function treesOf(continuation: Continuations, prompts: number): readonly (readonly TokenTree[])[] | null {
  if ('parents' in continuation) return Array.from({ length: prompts }, () => [continuation]);
  const isTrees = continuation.some((group) => group.some((one) => 'parents' in one));
  return isTrees ? (continuation as readonly (readonly TokenTree[])[]) : null;
}

/** The tokens of completions that are fed to the model: all but the last. */
function fedTokens(completions: TokenBatch['completions']): Int32Array[][] {
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
    'Expected one group of completions or trees for each prompt, all of the same size of at least 1.',
  );
}

/** Asserts that a tree has a parent for each node and that it comes before the node. */
function checkTree({ ids, parents }: TokenTree): void {
  if (ids.length !== parents.length)
    throw new EchoError(
      'invalid-input',
      `Expected one parent for each of the ${ids.length} tokens of a tree, got ${parents.length}.`,
    );
  const early = parents.findIndex((parent, node) => parent >= node);
  if (early >= 0)
    throw new EchoError(
      'invalid-input',
      `Expected node ${early} of a tree to come after its parent ${parents[early]}.`,
    );
}

/** The depth of each node of a tree, 0 for those that follow the prompt. */
export function treeDepths(parents: Int32Array): Int32Array {
  const found = new Int32Array(parents.length);
  parents.forEach((parent, node) => {
    found[node] = parent < 0 ? 0 : (found[parent] as number) + 1;
  });
  return found;
}

/** The offset of each part when parts of these lengths are concatenated from `first` on. */
function offsets(lengths: readonly number[], first: number): number[] {
  let next = first;
  return lengths.map((length) => {
    next += length;
    return next - length;
  });
}

/** The integers from `first` on. */
function range(first: number, length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => first + i);
}

/** Arrays joined into one. */
export function concatenated(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
