import { type RawTensor, type TensorOps, treeForEach } from '@echo/backend';
import { type Completion, EchoError } from '@echo/core';
import type { ModelConfig } from '../weights/model-config.js';
import type { CausalLm } from './causal-lm.js';
import type { LayerRows } from './decoder-layer.js';
import { predictingRows } from './forward.js';
import { type GroupLayout, layoutPrompts, type PromptLayout } from './group-layout.js';
import type { WeightsOf } from './layer-weights.js';
import { meanRows } from './mean-rows.js';

/*
 * What the layers compute of prompts and completions while these are written is what an update by the same weights would compute of them
 * again: it can be kept, and no row need go forward twice. Nor through the head: the gradient of the log-prob of a token, in the state that predicts it, is its
 * row of the head less the mean row under the softmax at the temperature, over the temperature.
 */

/** What one pass of sampling computed: of the prompts, or of one step of the completions that went on. */
export interface SamplingPass {
  /** The completions whose steps its rows are, prompt · G + place; null for the prompts'. */
  readonly completions: Int32Array | null;
  readonly layers: readonly LayerRows[];
  /** The residual stream behind the last layer, of the rows that go on. */
  readonly x: RawTensor;
  /** The softmax of their next tokens at the temperature, before anything is cut off, [N, V]. */
  readonly probs: RawTensor;
}

/** How the tokens of completions were drawn: M in all, one completion after another. */
export interface DrawnTokens {
  /** 1 for greedy ones, whose log-probs are taken at 1. */
  readonly temperature: number;
  /** [M] */
  readonly logProbs: Float32Array;
  /** The mean row of the head under the softmax that each was drawn from, before anything was cut off: [M, C], in the scope around. */
  means(ops: TensorOps): RawTensor;
}

/** What is remembered of the first rows of a layout, those of its prompts and its first branch. */
export interface KnownRows {
  /** Reads them, layer by layer and name by name, in the scope around. */
  rows(ops: TensorOps): (layer: number, name: keyof LayerRows) => RawTensor;
  /** The residual stream behind the last layer. */
  x(ops: TensorOps): RawTensor;
  /** The tokens of the first branch. */
  readonly drawn: DrawnTokens;
}

/** What the latest recorded sampling has computed. */
export interface Recollection {
  /** Keeps what `write` hands over in place of what was kept before: of the prompts, then step by step. */
  record(
    ops: TensorOps,
    by: { readonly weights: WeightsOf; readonly temperature: number },
    prompts: readonly Int32Array[],
    write: (keep: (pass: SamplingPass) => void) => Completion[][],
  ): Completion[][];
  /** Whether it holds these completions behind these prompts, or longer ones that begin with them, by whichever weights. */
  holds(prompts: readonly Int32Array[], completions: readonly (readonly Int32Array[])[]): boolean;
  /** Their rows, in the order of a layout whose first branch they are; null when it does not hold all of them, or other weights computed them. */
  knownRows(
    weights: WeightsOf,
    layout: GroupLayout,
    prompts: readonly Int32Array[],
    completions: readonly (readonly Int32Array[])[],
  ): KnownRows | null;
  /** Frees it. */
  forget(): void;
}

export function createRecollection(model: CausalLm): Recollection {
  let held: (Written & { readonly weights: WeightsOf; readonly dispose: () => void }) | null = null;
  const forget = () => {
    held?.dispose();
    held = null;
  };
  return {
    record: (ops, { weights, temperature }, prompts, write) => {
      forget();
      const passes: KeptPass[] = [];
      const means = meanRows(ops, ops.fromTensor(model.head));
      const dispose = () => {
        treeForEach(passes.splice(0), (tensor) => ops.dispose(tensor));
        means.dispose();
      };
      try {
        const groups = write(({ probs, ...pass }) => {
          treeForEach(pass, (tensor) => ops.keep(tensor));
          passes.push(pass);
          means.add(probs);
        });
        means.finish();
        held = {
          prompts,
          layout: layoutPrompts(prompts),
          groupSize: groups[0]?.length ?? 0,
          completions: groups.flat().map(({ tokenIds }) => tokenIds.slice()),
          logProbs: groups.flat().map(({ logProbs }) => logProbs.slice()),
          temperature: temperature || 1,
          passes,
          means: means.parts,
          weights,
          dispose,
        };
        return groups;
      } catch (error) {
        dispose();
        throw error;
      }
    },
    holds: (prompts, completions) => held !== null && placesOf(held, prompts, completions) !== null,
    knownRows: (weights, layout, prompts, completions) => {
      if (held?.weights !== weights) {
        forget();
        return null;
      }
      const places = placesOf(held, prompts, completions);
      return places && readRows(model.config, held, layout, places);
    },
    forget,
  };
}

type KeptPass = Omit<SamplingPass, 'probs'>;

/** Completions, and the passes that wrote them. */
interface Written {
  readonly prompts: readonly Int32Array[];
  readonly layout: PromptLayout;
  readonly groupSize: number;
  /** [P · G] */
  readonly completions: readonly Int32Array[];
  readonly logProbs: readonly Float32Array[];
  readonly temperature: number;
  readonly passes: readonly KeptPass[];
  /** The mean row of the head under the softmax behind each row that went on, pass by pass, [·, C] in parts. */
  readonly means: readonly RawTensor[];
}

/** Where each asked completion was written, prompt · G + place, [P′][G′]; null when one was not. */
function placesOf(
  { prompts: written, groupSize, completions: whole }: Written,
  prompts: readonly Int32Array[],
  completions: readonly (readonly Int32Array[])[],
): readonly (readonly number[])[] | null {
  const behind = new Map<string, number[]>();
  whole.forEach((_, place) => {
    const prompt = (written[Math.floor(place / groupSize)] as Int32Array).join();
    behind.set(prompt, [...(behind.get(prompt) ?? []), place]);
  });
  const found = completions.map((group, p) => {
    const candidates = behind.get(prompts[p]?.join() ?? '') ?? [];
    return group.map((ids) => candidates.find((place) => beginsWith(whole[place] as Int32Array, ids)) ?? -1);
  });
  return found.flat().includes(-1) ? null : found;
}

function beginsWith(ids: Int32Array, beginning: Int32Array): boolean {
  return beginning.length <= ids.length && beginning.every((id, i) => id === ids[i]);
}

/** What the last layer, too, computes of all rows. */
const OF_ALL: ReadonlySet<keyof LayerRows> = new Set(['x', 'k', 'v']);

function readRows(
  { layers }: ModelConfig,
  written: Written,
  layout: GroupLayout,
  places: readonly (readonly number[])[],
): KnownRows {
  const { all, goingOn } = rowNumbers(written, layout, places);
  const lengths = layout.branches[0]?.lengths ?? [];
  const logProbs = places
    .flat()
    .flatMap((place, i) => [...(written.logProbs[place] as Float32Array).subarray(0, lengths[i])]);
  const predicting = predictingRows(layout).subarray(0, logProbs.length);
  const joined = (ops: TensorOps, parts: readonly RawTensor[], rows: RawTensor) => {
    if (parts.length === 0)
      throw new EchoError(
        'invalid-input',
        'Expected what sampling has left to be remembered until its gradient is taken; call `forget`, and complete other prompts, only after that.',
      );
    return ops.scope(() => ops.gather(ops.concat(parts, 0), rows));
  };
  return {
    rows: (ops) => {
      const [ofAll, ofGoingOn] = [ops.ints(all), ops.ints(goingOn)];
      return (layer, name) => {
        const some = layer === layers - 1 && !OF_ALL.has(name);
        const parts = written.passes.map((pass) => (pass.layers[layer] as LayerRows)[name]);
        return joined(ops, parts, some ? ofGoingOn : ofAll);
      };
    },
    x: (ops) => {
      const parts = written.passes.map(({ x }) => x);
      return ops.scope(() => joined(ops, parts, ops.ints(goingOn)));
    },
    drawn: {
      temperature: written.temperature,
      logProbs: Float32Array.from(logProbs),
      means: (ops) => {
        const rows = predicting.map((row) => goingOn[row] as number);
        return ops.scope(() => joined(ops, written.means, ops.ints(rows)));
      },
    },
  };
}

/** Which of the written rows, counted pass by pass, stands in each of the layout's first rows; and in each that goes on, counted among those that do. */
function rowNumbers(
  { layout: old, groupSize, passes }: Written,
  { prompts, promptRows, shared, lengths, branches }: GroupLayout,
  places: readonly (readonly number[])[],
): { readonly all: Int32Array; readonly goingOn: Int32Array } {
  const oldPrompts = places.map((group) => Math.floor((group[0] as number) / groupSize));
  const rows: number[] = [];
  const addPrompt = (p: number, from: number, to: number) => {
    const start = (old.starts[oldPrompts[p] as number] as number) - old.shared;
    for (let token = from; token < to; token++) rows.push(token < old.shared ? token : start + token);
  };
  addPrompt(0, 0, shared);
  for (let p = 0; p < prompts; p++) addPrompt(p, shared, lengths[p] as number);
  let next = old.promptRows;
  const rowsOfSteps = passes.slice(1).map(({ completions }) => {
    const first = next;
    next += completions?.length ?? 0;
    return new Map(Array.from(completions ?? [], (place, row) => [place, first + row]));
  });
  places.flat().forEach((place, i) => {
    const steps = (branches[0]?.lengths[i] as number) - 1;
    for (let step = 0; step < steps; step++) rows.push(rowsOfSteps[step]?.get(place) as number);
  });
  const left = old.promptRows - old.prompts;
  const goingOn = [...oldPrompts, ...rows.slice(promptRows).map((row) => row - left)];
  return { all: Int32Array.from(rows), goingOn: Int32Array.from(goingOn) };
}
