import type { RawTensor, TensorOps } from '@echo/backend';
import type { ModelConfig } from '../weights/model-config.js';
import { type Branch, concatenated, type GroupLayout } from './group-layout.js';

/*
 * Linear maps work on rows without padding; attention needs rectangles, key head by key head. A slot is a place in such a rectangle:
 * with rows seen as [N · K, w] (K key heads), a list of numbers says which of them stands in each slot, and another leads back.
 * Shapes: P prompts of up to U tokens, of which X are shared, G completions of each, up to S steps, R = H / K query heads a key head.
 */

/** What is added to the score of a key that may not be seen. */
const HIDDEN = -1e9;

export interface Slots {
  /** Which of [N · K] stands in each slot; any one in a slot that is padding. */
  readonly from: RawTensor;
  /** 1 and 0 for padding, [slots, 1]; null when there is none. */
  readonly real: RawTensor | null;
}

/** Where the steps of a branch stand: P · K · G · S slots. Of keys only who stands there matters, as in `Slots.from`. */
export interface BranchPlan {
  readonly groupSize: number;
  readonly queries: Slots;
  readonly keys: RawTensor;
}

/** How rows take part in attention, forward and backward. */
export interface AttentionPlan {
  readonly prompts: number;
  /** N, the rows that have keys. */
  readonly rows: number;
  /** Queries and keys of what the prompts share, K · X slots; null when nothing is, and in the last layer. */
  readonly shared: RawTensor | null;
  /** Slots of the other prompt queries: P · K · (U − X), or only P · K in the last layer, where just a prompt's last token goes on. */
  readonly promptQueries: Slots;
  /** P · K · U slots. */
  readonly promptKeys: RawTensor;
  readonly branches: readonly BranchPlan[];
  /** The slot of each query row and key head, shared slots first, then those of prompts, then branch by branch: [N · K]. */
  readonly queriesBack: RawTensor;
  /** Which of [N · K] stands in each key slot, in the same order: what is shared stands in many. */
  readonly keys: RawTensor;
}

/** Who may see whom, which only the forward pass asks. */
export interface AttentionMasks {
  /** Which of its own keys a shared query may see, [1, X · R, X]; null when nothing is shared. */
  readonly shared: RawTensor | null;
  /** Which prompt keys a prompt query may see: [1, (U − X) · R, U], or [P · K, 1, U]. */
  readonly prompt: RawTensor | null;
  /** Which prompt keys a completion may see, [P · K, 1, U]; null for all. */
  readonly padding: RawTensor | null;
  /** Which of its own keys a step of each branch may see: [1, S · R, S]. */
  readonly own: readonly RawTensor[];
}

/** Rows of each prompt's last token and of all steps, which are those that go on in the last layer: [N′]. */
export function rowsThatGoOn({ prompts, shared, starts, lengths, promptRows, ids }: GroupLayout): Int32Array {
  return Int32Array.from({ length: prompts + ids.length - promptRows }, (_, i) =>
    i < prompts ? (starts[i] as number) + (lengths[i] as number) - shared - 1 : promptRows + i - prompts,
  );
}

/** The plan of a layer; with `lastOnly`, query rows are those of `rowsThatGoOn`. */
export function planAttention(
  ops: TensorOps,
  config: ModelConfig,
  layout: GroupLayout,
  lastOnly: boolean,
): AttentionPlan {
  const { keyValueHeads: heads } = config;
  const { prompts, promptRows, ids } = layout;
  const dropped = lastOnly ? promptRows - prompts : 0;

  const shared = lastOnly ? new Int32Array() : sharedSlots(layout, heads);
  const promptKeys = promptSlots(layout, heads, 0);
  const promptQueries = lastOnly
    ? Int32Array.from({ length: prompts * heads }, (_, i) => i)
    : promptSlots(layout, heads, layout.shared);
  const stepping = steppingBranches(layout);
  const keys = stepping.map((branch) => branchSlots(branch, prompts, heads, 0));
  const queries = stepping.map((branch) => branchSlots(branch, prompts, heads, dropped));
  return {
    prompts,
    rows: ids.length,
    shared: shared.length > 0 ? ops.ints(shared) : null,
    promptQueries: slots(ops, promptQueries),
    promptKeys: standing(ops, promptKeys),
    branches: stepping.map(({ groupSize }, i) => ({
      groupSize,
      queries: slots(ops, queries[i] as Int32Array),
      keys: standing(ops, keys[i] as Int32Array),
    })),
    queriesBack: ops.ints(slotsBack([shared, promptQueries, ...queries], (ids.length - dropped) * heads)),
    keys: standing(ops, concatenated([shared, promptKeys, ...keys])),
  };
}

/** How steps alone take part in attention, where the keys and values of their prompts are known. */
export interface StepsPlan {
  /** P · K · U slots, of the prompts' rows. */
  readonly promptKeys: RawTensor;
  /** Which of the [N · K] steps stands in each slot, as a query and as a key, branch by branch. */
  readonly branches: readonly { readonly groupSize: number; readonly from: RawTensor }[];
  /** The slot of each step and key head. */
  readonly back: RawTensor;
}

export function planSteps(ops: TensorOps, config: ModelConfig, layout: GroupLayout): StepsPlan {
  const { keyValueHeads: heads } = config;
  const { prompts, promptRows, ids } = layout;
  const stepping = steppingBranches(layout);
  const steps = stepping.map((branch) => branchSlots(branch, prompts, heads, promptRows));
  return {
    promptKeys: standing(ops, promptSlots(layout, heads, 0)),
    branches: stepping.map(({ groupSize }, i) => ({
      groupSize,
      from: standing(ops, steps[i] as Int32Array),
    })),
    back: ops.ints(slotsBack(steps, (ids.length - promptRows) * heads)),
  };
}

/** The masks of a layer; `lastOnly` as for its plan. */
export function attentionMasks(
  ops: TensorOps,
  config: ModelConfig,
  layout: GroupLayout,
  lastOnly: boolean,
): AttentionMasks {
  const perKey = config.heads / config.keyValueHeads;
  const padding = paddingMask(ops, layout, config.keyValueHeads);
  const { promptTokens, shared } = layout;
  return {
    shared: shared > 0 && !lastOnly ? causalMask(ops, shared, perKey) : null,
    prompt: lastOnly ? padding : causalMask(ops, promptTokens - shared, perKey, shared),
    padding,
    own: steppingBranches(layout).map(({ completionTokens, parents }) =>
      parents ? treeMask(ops, parents, perKey) : causalMask(ops, completionTokens - 1, perKey),
    ),
  };
}

function steppingBranches({ branches }: GroupLayout): readonly Branch[] {
  return branches.filter(({ completionTokens }) => completionTokens > 1);
}

/** Room for what is written key by key grows by so many keys, so that it is moved seldom; each costs a step a little, written or not. */
const ROOM = 32;

/** Room for so many keys. */
export function roomFor(keys: number): number {
  return ROOM * Math.ceil(keys / ROOM);
}

/** Which keys of a room may be seen, the first so many: [1, 1, room]. */
export function writtenMask(ops: TensorOps, keys: number, room: number): RawTensor {
  return ops.floats(new Float32Array(room).fill(HIDDEN, keys), [1, 1, room]);
}

/** Which prompt keys a completion may see, [P · K, 1, U]: all but padding; null when there is none. */
export function paddingMask(
  ops: TensorOps,
  { prompts, promptTokens, lengths }: Pick<GroupLayout, 'prompts' | 'promptTokens' | 'lengths'>,
  heads: number,
): RawTensor | null {
  if (lengths.every((length) => length === promptTokens)) return null;
  const mask = new Float32Array(prompts * heads * promptTokens);
  for (let row = 0; row < prompts * heads; row++) {
    const length = lengths[Math.floor(row / heads)] as number;
    mask.fill(HIDDEN, row * promptTokens + length, (row + 1) * promptTokens);
  }
  return ops.floats(mask, [prompts * heads, 1, promptTokens]);
}

/** Which keys each query may see, itself and those before it, of which `before` ask nothing: [1, S · R, before + S]. */
function causalMask(ops: TensorOps, steps: number, perKey: number, before = 0): RawTensor {
  const keys = before + steps;
  const mask = new Float32Array(steps * perKey * keys);
  for (let row = 0; row < steps * perKey; row++)
    mask.fill(HIDDEN, row * keys + before + Math.floor(row / perKey) + 1, (row + 1) * keys);
  return ops.floats(mask, [1, steps * perKey, keys]);
}

/** Which nodes of a tree each may see, itself and those it follows from: [1, N · R, N]. */
function treeMask(ops: TensorOps, parents: Int32Array, perKey: number): RawTensor {
  const nodes = parents.length;
  const mask = new Float32Array(nodes * perKey * nodes).fill(HIDDEN);
  for (let row = 0; row < nodes * perKey; row++)
    for (let node = Math.floor(row / perKey); node >= 0; node = parents[node] as number)
      mask[row * nodes + node] = 0;
  return ops.floats(mask, [1, nodes * perKey, nodes]);
}

/** [K · X] */
function sharedSlots({ shared }: GroupLayout, heads: number): Int32Array {
  return Int32Array.from({ length: heads * shared }, (_, i) => (i % shared) * heads + Math.floor(i / shared));
}

/** The tokens of each prompt from the one in place `first` on: [P · K · (U − first)], −1 for padding, which is on the right. */
function promptSlots(
  { prompts, promptTokens, shared, starts, lengths }: GroupLayout,
  heads: number,
  first: number,
): Int32Array {
  const width = promptTokens - first;
  const from = new Int32Array(prompts * heads * width).fill(-1);
  for (let p = 0; p < prompts; p++) {
    for (let k = 0; k < heads; k++) {
      const slot = (p * heads + k) * width;
      for (let u = first; u < (lengths[p] as number); u++) {
        const row = u < shared ? u : (starts[p] as number) + u - shared;
        from[slot + u - first] = row * heads + k;
      }
    }
  }
  return from;
}

/** [P · K · G · S], −1 for padding; rows are counted after `dropped` of them have been left out. */
function branchSlots(branch: Branch, prompts: number, heads: number, dropped: number): Int32Array {
  const { groupSize, completionTokens, lengths, starts } = branch;
  const steps = completionTokens - 1;
  const from = new Int32Array(prompts * heads * groupSize * steps).fill(-1);
  lengths.forEach((length, row) => {
    const [p, g] = [Math.floor(row / groupSize), row % groupSize];
    for (let k = 0; k < heads; k++) {
      const slot = ((p * heads + k) * groupSize + g) * steps;
      for (let s = 0; s < length - 1; s++)
        from[slot + s] = ((starts[row] as number) + s - dropped) * heads + k;
    }
  });
  return from;
}

/** From `−1 for padding` to what the compute layer takes: any row will do there. */
export function standing(ops: TensorOps, from: Int32Array): RawTensor {
  return ops.ints(from.map((row) => Math.max(row, 0)));
}

function slots(ops: TensorOps, from: Int32Array): Slots {
  const real = () =>
    ops.floats(
      Float32Array.from(from, (row) => (row < 0 ? 0 : 1)),
      [from.length, 1],
    );
  return { from: standing(ops, from), real: from.some((row) => row < 0) ? real() : null };
}

/** The slot in which each of [N · K] stands, with the slots of all parts counted through. */
export function slotsBack(parts: readonly Int32Array[], count: number): Int32Array {
  const back = new Int32Array(count);
  let first = 0;
  for (const from of parts) {
    from.forEach((row, slot) => {
      if (row >= 0) back[row] = first + slot;
    });
    first += from.length;
  }
  return back;
}
