import { EchoError } from '@echo/core';
import type { TokenBatch } from '../policy.js';

/** Prompts as rows, one after another and without padding: P prompts of up to U tokens. */
export interface PromptLayout {
  readonly prompts: number;
  /** U, the longest prompt. */
  readonly promptTokens: number;
  readonly lengths: readonly number[];
  /** The row of each prompt's first token. */
  readonly starts: readonly number[];
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
  return {
    prompts: prompts.length,
    promptTokens: Math.max(...lengths),
    lengths,
    starts: startsOf(lengths, 0),
    ids: concatenated(prompts),
    positions: concatenated(lengths.map((length) => Int32Array.from({ length }, (_, i) => i))),
  };
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
      positions.push(Int32Array.from({ length: completion.length - 1 }, (_, s) => first + s));
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

function concatenated(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
