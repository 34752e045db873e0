import type { NativeBinding, RawOutput } from '../native/native-backend.js';
import type { Compute, RawTensor } from './compute.js';
import { type Graph, type Recording, recordFrom } from './recorded-graph.js';
import { mapTensors, visitTensors } from './tensors-in.js';

/** A graph takes some 60 ms to make, and saves about one a call. */
const CALLS_WORTH_A_GRAPH = 60;

/** What staging asks of a compute layer. */
interface Stageable {
  readonly binding: NativeBinding;
  readonly scope: Compute['scope'];
  /** Tells the recording of all that is executed; null for nobody. */
  record(recording: Recording | null): void;
  /** Takes tensors that the binding has made into the scope around. */
  own(made: RawOutput[]): RawOutput[];
  /** The graphs that are disposed of with the scope around. */
  graphs(): Graph[];
}

/** `Compute.stage` in graphs that repeat what has been executed once. */
export function staging(layer: Stageable): Compute['stage'] {
  let recording = false;
  const recordOnce: typeof recordCall = (...call) => {
    recording = true;
    try {
      return recordCall(...call);
    } finally {
      recording = false;
    }
  };
  return <I, O>(
    compute: (inputs: I) => O,
    fixed: (inputs: I) => readonly number[],
    after = CALLS_WORTH_A_GRAPH,
  ) => {
    const graphs = layer.graphs();
    const stages = new Map<string, { calls: number; replay: ((inputs: I) => O) | null }>();
    return (inputs: I): O => {
      const ranks = tensorsIn(inputs).map(({ shape }) => shape.length);
      const key = `${fixed(inputs)} ${ranks}`;
      const stage = stages.get(key) ?? { calls: 0, replay: null };
      stages.set(key, stage);
      if (stage.replay) return stage.replay(inputs);
      if (recording || stage.calls++ < after) return layer.scope(() => compute(inputs));
      const { result, replay } = recordOnce(layer, compute, inputs, graphs);
      stage.replay = replay;
      return result;
    };
  };
}

/** Computes, and returns besides what does the same with other inputs by a graph, which is made when first asked and added to `graphs`. */
function recordCall<I, O>(
  { binding, scope, record, own }: Stageable,
  compute: (inputs: I) => O,
  inputs: I,
  graphs: Graph[],
): { result: O; replay: (inputs: I) => O } {
  return scope(() => {
    // One tensor may be two inputs this time and not the next, so each goes by a name of its own.
    const named = tensorsIn(inputs).map(
      (x) => own(binding.executeOp('Identity', [], [x.id], 1))[0] as RawOutput,
    );
    const names = named.values();
    const recording = recordFrom(binding, named);
    record(recording);
    let result: O;
    try {
      result = scope(() => compute(mapTensors(inputs, () => names.next().value) as I));
    } finally {
      record(null);
    }
    const outputs = [...new Set(tensorsIn(result))].filter((x) => !named.includes(x));
    let graph: Graph | null = null;
    const withInputs = (given: readonly RawTensor[], made: readonly RawTensor[]) =>
      mapTensors(
        result,
        (x) => given[named.indexOf(x as RawOutput)] ?? made[outputs.indexOf(x as RawOutput)],
      ) as O;
    const replay = (next: I): O => {
      if (!graph) {
        graph = recording.graph(outputs.map(({ id }) => id));
        graphs.push(graph);
      }
      const given = tensorsIn(next);
      return withInputs(given, own(graph.run(given.map(({ id }) => id))));
    };
    return { result: withInputs(tensorsIn(inputs), outputs), replay };
  });
}

function tensorsIn(value: unknown): RawOutput[] {
  const found: RawOutput[] = [];
  visitTensors(value, (x) => found.push(x as RawOutput));
  return found;
}
