import { type Compute, type RawTensor, visitTensors } from '@echo/backend';
import type { Completion } from '@echo/core';
import type { ModelConfig } from '../weights/model-config.js';
import type { LayerRows } from './decoder-layer.js';
import { type GroupLayout, layoutGroups, layoutPrompts, type PromptLayout } from './group-layout.js';
import type { WeightsOf } from './layer-weights.js';

/*
 * What the layers compute of prompts and completions while these are written is what an update by the same weights would compute of them
 * again: it can be kept, and nothing need go forward twice.
 */

/** What one pass of sampling computed: of the prompts, or of one step of the completions that went on. */
export interface SamplingPass {
  /** The completions whose steps its rows are, prompt · G + place; null for the prompts'. */
  readonly completions: Int32Array | null;
  readonly layers: readonly LayerRows[];
  /** The residual stream behind the last layer, of the rows that go on. */
  readonly x: RawTensor;
}

/** All passes that wrote some completions: first the prompts', then step by step. */
interface Remembered {
  readonly prompts: readonly Int32Array[];
  readonly layout: PromptLayout;
  /** The very arrays that were handed out: [P][G]. */
  readonly completions: readonly (readonly Int32Array[])[];
  readonly passes: readonly SamplingPass[];
}

/** What is remembered of the first rows of a layout, those of its prompts and its first branch. */
export interface KnownRows {
  rows(c: Compute, layer: number, name: keyof LayerRows): RawTensor;
  /** The residual stream behind the last layer. */
  x(c: Compute): RawTensor;
}

/** What the latest recorded sampling has computed. */
export interface Recollection {
  /** Keeps what `write` hands over, in place of what was kept before. */
  record(
    c: Compute,
    weights: WeightsOf,
    prompts: readonly Int32Array[],
    write: (keep: (pass: SamplingPass) => void) => Completion[][],
  ): Completion[][];
  /** The rows of these completions behind these prompts; null when not all of them are remembered, or other weights computed them. */
  rowsOf(
    weights: WeightsOf,
    prompts: readonly Int32Array[],
    completions: readonly (readonly Int32Array[])[],
  ): KnownRows | null;
  /** Frees it. */
  forget(): void;
}

export function createRecollection(config: ModelConfig): Recollection {
  let remembered: (Remembered & { readonly weights: WeightsOf; readonly dispose: () => void }) | null = null;
  const forget = () => {
    remembered?.dispose();
    remembered = null;
  };
  return {
    record: (c, weights, prompts, write) => {
      forget();
      const passes: SamplingPass[] = [];
      const dispose = () => visitTensors(passes.splice(0), (tensor) => c.dispose(tensor));
      try {
        const groups = write((pass) => {
          visitTensors(pass, (tensor) => c.keep(tensor));
          passes.push(pass);
        });
        const completions = groups.map((group) => group.map(({ tokenIds }) => tokenIds));
        remembered = { prompts, layout: layoutPrompts(prompts), completions, passes, weights, dispose };
        return groups;
      } catch (error) {
        dispose();
        throw error;
      }
    },
    rowsOf: (weights, prompts, completions) =>
      remembered?.weights === weights ? knownRows(config, remembered, prompts, completions) : null,
    forget,
  };
}

function knownRows(
  { layers }: ModelConfig,
  remembered: Remembered,
  prompts: readonly Int32Array[],
  completions: readonly (readonly Int32Array[])[],
): KnownRows | null {
  const groupOf = groupsAsked(remembered, prompts, completions);
  if (!groupOf) return null;
  const layout = layoutGroups(prompts, completions);
  const all = rowsOf(remembered, layout, groupOf, false);
  const goingOn = rowsOf(remembered, layout, groupOf, true);
  const joined = (c: Compute, parts: readonly RawTensor[], rows: Int32Array) =>
    c.scope(() => c.gather(c.concat(parts, 0), c.ints(rows)));
  return {
    rows: (c, layer, name) => {
      const some = layer === layers - 1 && !FOR_ALL.has(name);
      const parts = remembered.passes.map((pass) => (pass.layers[layer] as LayerRows)[name]);
      return joined(c, parts, some ? goingOn : all);
    },
    x: (c) =>
      joined(
        c,
        remembered.passes.map(({ x }) => x),
        goingOn,
      ),
  };
}

/** What the last layer, too, computes of all rows. */
const FOR_ALL: ReadonlySet<keyof LayerRows> = new Set(['x', 'k', 'v']);

/** Where each asked completion was written, prompt · G + place; null when one was not, or behind another prompt. */
function groupsAsked(
  { prompts: written, completions: handedOut }: Remembered,
  prompts: readonly Int32Array[],
  completions: readonly (readonly Int32Array[])[],
): readonly (readonly number[])[] | null {
  const size = handedOut[0]?.length ?? 0;
  const places = new Map(handedOut.flat().map((ids, place) => [ids, place]));
  const found = completions.map((group) => group.map((ids) => places.get(ids) ?? -1));
  const follows = (group: readonly number[], p: number) => {
    const asked = prompts[p] ?? new Int32Array();
    const first = group[0] ?? -1;
    const before = written[Math.floor(first / size)];
    return (
      first >= 0 &&
      group.every((place) => place >= 0 && Math.floor(place / size) === Math.floor(first / size)) &&
      before?.length === asked.length &&
      before.every((id, i) => id === asked[i])
    );
  };
  return found.length === prompts.length && found.every(follows) ? found : null;
}

/** Which of the remembered rows, counted pass by pass, stands in each row of the layout; or in each that goes on. */
function rowsOf(
  { layout: old, passes, completions }: Remembered,
  { prompts, shared, lengths, branches }: GroupLayout,
  groups: readonly (readonly number[])[],
  goingOn: boolean,
): Int32Array {
  const size = completions[0]?.length ?? 0;
  const rows: number[] = [];
  const oldPrompt = (p: number) => Math.floor((groups[p]?.[0] as number) / size);
  const oldRow = (p: number, token: number) =>
    token < old.shared ? token : (old.starts[oldPrompt(p)] as number) + token - old.shared;
  if (goingOn) for (let p = 0; p < prompts; p++) rows.push(oldPrompt(p));
  else {
    for (let token = 0; token < shared; token++) rows.push(oldRow(0, token));
    for (let p = 0; p < prompts; p++)
      for (let token = shared; token < (lengths[p] as number); token++) rows.push(oldRow(p, token));
  }
  const firsts: number[] = [];
  let next = goingOn ? old.prompts : old.promptRows;
  const rowInPass = passes.slice(1).map(({ completions: of }) => {
    firsts.push(next);
    next += of?.length ?? 0;
    return new Map(Array.from(of ?? [], (place, row) => [place, row]));
  });
  groups.flat().forEach((place, i) => {
    const steps = (branches[0]?.lengths[i] as number) - 1;
    for (let step = 0; step < steps; step++)
      rows.push((firsts[step] as number) + (rowInPass[step]?.get(place) as number));
  });
  return Int32Array.from(rows);
}
