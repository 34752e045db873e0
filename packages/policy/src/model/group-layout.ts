import { EchoError } from '@echo/core';
import type { TokenBatch } from '../policy.js';

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

/** One completion set of a batch: for each prompt a group of equal size. What a completion feeds to the model, all its tokens but the last, is its steps. */
export interface Branch {
  readonly groupSize: number;
  /** T, the longest completion. */
  readonly completionTokens: number;
  /** Tokens of each completion: [P · G]. */
  readonly lengths: readonly number[];
  /** The row of each completion's first step: [P · G]. */
  readonly starts: readonly number[];
  /** The tokens to be predicted, one completion after another: [M]. */
  readonly targets: Int32Array;
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

/** Lays out prompts once with any number of completion sets, each [P][G][·]. */
export function layoutGroups(
  prompts: readonly Int32Array[],
  ...sets: readonly TokenBatch['completions'][]
): GroupLayout {
  const layout = layoutPrompts(prompts);
  const ids = [layout.ids];
  const positions = [layout.positions];
  let row = layout.ids.length;
  const branches = sets.map((completions) => {
    const branch = layoutBranch(layout, completions, row);
    completions.flat().forEach((completion, i) => {
      const first = layout.lengths[Math.floor(i / branch.groupSize)] as number;
      ids.push(completion.subarray(0, -1));
      positions.push(counting(first, completion.length - 1));
      row += completion.length - 1;
    });
    return branch;
  });
  return { ...layout, ids: concatenated(ids), positions: concatenated(positions), branches };
}

function layoutBranch(prompts: PromptLayout, completions: TokenBatch['completions'], row: number): Branch {
  const groupSize = completions[0]?.length ?? 0;
  const flat = completions.flat();
  if (
    completions.length !== prompts.prompts ||
    completions.some((group) => group.length !== groupSize) ||
    groupSize === 0
  ) {
    throw new EchoError(
      'invalid-input',
      'Expected one group of completions for each prompt, all of the same size of at least 1.',
    );
  }
  if (flat.some((ids) => ids.length === 0)) {
    throw new EchoError(
      'invalid-input',
      'Expected every completion to have at least one token; leave empty ones out of the batch.',
    );
  }
  const lengths = flat.map((ids) => ids.length);
  return {
    groupSize,
    completionTokens: Math.max(...lengths),
    lengths,
    starts: startsOf(
      lengths.map((length) => length - 1),
      row,
    ),
    targets: concatenated(flat),
  };
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
