import { EchoError } from '@echo/core';
import type { NativeBinding, RawOutput } from '../native/native-backend.js';
import type { Compute, RawTensor } from './compute.js';
import { type Graph, type Recording, recordFrom } from './recorded-graph.js';
import { formOf, mapTensors, tensorsIn } from './tensors-in.js';

/** A graph takes some 60 ms to make, and saves about one a call. */
const CALLS_WORTH_A_GRAPH = 60;

/** The graphs that are freed with a scope. */
export interface GraphsOfScope {
  readonly graphs: Graph[];
  ended: boolean;
}

/** What staging asks of a compute layer. */
interface Stageable {
  readonly binding: NativeBinding;
  readonly scope: Compute['scope'];
  /** The scope around; undefined outside of all. */
  around(): GraphsOfScope | undefined;
  /** Takes tensors that the binding has made into the scope around. */
  own(made: RawOutput[]): RawOutput[];
  /** Whether a tensor says how an operation is done, and is always the same. */
  isSetting(id: number): boolean;
  recording(): Recording | null;
  /** Tells it of all that is executed from now on; null for nobody. */
  record(recording: Recording | null): void;
}

/** `Compute.stage` in graphs that repeat what has been executed once. */
export function staging(layer: Stageable): Compute['stage'] {
  return <I, O>(
    compute: (inputs: I) => O,
    fixed: (inputs: I) => readonly number[],
    after = CALLS_WORTH_A_GRAPH,
  ) => {
    const around = layer.around();
    if (!around) throw misplaced('made within a scope, which frees its graphs; make it inside of one');
    const stages = new Map<string, { calls: number; replay: ((inputs: I) => O) | null }>();
    return (inputs: I): O => {
      if (around.ended) throw misplaced('called within the scope it was made in; make it in one further out');
      if (layer.recording()) return layer.scope(() => compute(inputs));
      const key = `${fixed(inputs)};${formOf(inputs)}`;
      const stage = stages.get(key) ?? { calls: 0, replay: null };
      stages.set(key, stage);
      if (stage.replay) return stage.replay(inputs);
      if (stage.calls++ < after) return layer.scope(() => compute(inputs));
      const { result, replay } = recordCall(layer, compute, inputs, around.graphs);
      stage.replay = replay;
      return result;
    };
  };
}

/** Computes, and returns besides what does the same with other inputs by a graph, which is made when first asked and added to `graphs`. */
function recordCall<I, O>(
  { binding, scope, own, isSetting, record }: Stageable,
  compute: (inputs: I) => O,
  inputs: I,
  graphs: Graph[],
): { result: O; replay: (inputs: I) => O } {
  return scope(() => {
    const first = rawTensorsIn(inputs);
    // One tensor may be two inputs this time and not the next, so each goes by a name of its own.
    const named = first.map(({ id }) => own(binding.executeOp('Identity', [], [id], 1))[0] as RawOutput);
    const names = named.values();
    const recording = recordFrom(binding, named, isSetting);
    record(recording);
    let result: O;
    try {
      result = scope(() => compute(mapTensors(inputs, () => names.next().value) as I));
    } finally {
      record(null);
    }
    const outputs = [...new Set(rawTensorsIn(result))].filter((x) => !named.includes(x));
    const places = new Map<RawTensor, number>([...named, ...outputs].map((x, i) => [x, i]));
    const withInputs = (given: readonly RawTensor[], made: readonly RawTensor[]) => {
      const all = [...given, ...made];
      return mapTensors(result, (x) => all[places.get(x) as number]) as O;
    };
    let graph: Graph | null = null;
    const replay = (next: I): O => {
      if (!graph) {
        graph = recording.graph(outputs.map(({ id }) => id));
        graphs.push(graph);
      }
      const given = rawTensorsIn(next);
      return withInputs(given, own(graph.run(given.map(({ id }) => id))));
    };
    return { result: withInputs(first, outputs), replay };
  });
}

const rawTensorsIn = (value: unknown) => tensorsIn(value) as RawOutput[];

function misplaced(where: string): EchoError {
  return new EchoError('invalid-input', `Expected a staged function to be ${where}.`);
}
