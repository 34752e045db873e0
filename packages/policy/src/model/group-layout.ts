import { EchoError } from '@echo/core';
import type { TokenBatch } from '../policy.js';

/** What is added to the score of a key that may not be seen. */
export const HIDDEN = -1e9;

/** Prompts padded on the left to one length, as flat rows: P prompts of U tokens. */
export interface PromptLayout {
  readonly prompts: number;
  /** U, the longest prompt. */
  readonly promptTokens: number;
  readonly lengths: readonly number[];
  readonly ids: Int32Array;
  readonly positions: Int32Array;
}

/** One completion set of a batch: for each prompt a group of equal size, padded on the right to one length. */
export interface Branch {
  readonly groupSize: number;
  /** T, the longest completion; its inputs are T − 1 steps. */
  readonly completionTokens: number;
  /** The token to be predicted at [P, G, T]; 0 behind the end. */
  readonly targets: Int32Array;
  /** 1 where there is a token, 0 behind the end: [P, G, T]. */
  readonly mask: Float32Array;
}

/** A batch of groups as flat rows: first the prompts', then the completions' inputs (all tokens but each last), branch by branch. */
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
  const promptTokens = Math.max(...prompts.map((ids) => ids.length));
  const ids = new Int32Array(prompts.length * promptTokens);
  const positions = new Int32Array(ids.length);
  prompts.forEach((prompt, p) => {
    const start = (p + 1) * promptTokens - prompt.length;
    ids.set(prompt, start);
    for (let i = 0; i < prompt.length; i++) positions[start + i] = i;
  });
  return { prompts: prompts.length, promptTokens, lengths: prompts.map((p) => p.length), ids, positions };
}

/** Lays out prompts once with any number of completion sets, each [P][G][·]. */
export function layoutGroups(
  prompts: readonly Int32Array[],
  ...sets: readonly TokenBatch['completions'][]
): GroupLayout {
  const layout = layoutPrompts(prompts);
  const parts = sets.map((completions) => layoutBranch(layout, completions));
  return {
    ...layout,
    ids: concatenated([layout.ids, ...parts.map((part) => part.ids)]),
    positions: concatenated([layout.positions, ...parts.map((part) => part.positions)]),
    branches: parts.map((part) => part.branch),
  };
}

function layoutBranch(prompts: PromptLayout, completions: TokenBatch['completions']) {
  const groupSize = completions[0]?.length ?? 0;
  const flat = completions.flat();
  if (
    completions.length !== prompts.prompts ||
    flat.length !== prompts.prompts * groupSize ||
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
  const completionTokens = Math.max(...flat.map((ids) => ids.length));
  const steps = completionTokens - 1;
  const ids = new Int32Array(flat.length * steps);
  const positions = new Int32Array(ids.length);
  const targets = new Int32Array(flat.length * completionTokens);
  const mask = new Float32Array(targets.length);
  flat.forEach((completion, row) => {
    targets.set(completion, row * completionTokens);
    mask.fill(1, row * completionTokens, row * completionTokens + completion.length);
    ids.set(completion.subarray(0, steps), row * steps);
    const start = prompts.lengths[Math.floor(row / groupSize)] as number;
    for (let s = 0; s < steps; s++) positions[row * steps + s] = start + s;
  });
  return { ids, positions, branch: { groupSize, completionTokens, targets, mask } };
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

/** Which keys each query of a prompt may see, [P, 1, U·R, U]: those before it that are no padding. */
export function causalPromptMask(layout: PromptLayout, perKey: number): Float32Array {
  const { prompts, promptTokens: u, lengths } = layout;
  const mask = new Float32Array(prompts * u * perKey * u);
  let at = 0;
  for (let p = 0; p < prompts; p++) {
    const padding = u - (lengths[p] as number);
    for (let query = 0; query < u; query++) {
      for (let r = 0; r < perKey; r++) {
        for (let key = 0; key < u; key++) mask[at++] = key >= padding && key <= query ? 0 : HIDDEN;
      }
    }
  }
  return mask;
}

/** Which prompt keys a completion may see, [P, 1, 1, U]: all but padding. */
export function paddingMask({ prompts, promptTokens, lengths }: PromptLayout): Float32Array {
  const mask = new Float32Array(prompts * promptTokens);
  for (let p = 0; p < prompts; p++)
    mask.fill(HIDDEN, p * promptTokens, (p + 1) * promptTokens - (lengths[p] as number));
  return mask;
}

/** Which of its own keys each step of a completion may see, [S·R, S]. */
export function causalMask(steps: number, perKey: number): Float32Array {
  const mask = new Float32Array(steps * perKey * steps);
  for (let s = 0; s < steps; s++) {
    for (let r = 0; r < perKey; r++)
      mask.fill(HIDDEN, (s * perKey + r) * steps + s + 1, (s * perKey + r + 1) * steps);
  }
  return mask;
}
