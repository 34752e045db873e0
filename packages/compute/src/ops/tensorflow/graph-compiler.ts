import { EchoError } from '@echo/core';
import type { NativeBinding, RawOutput } from '@echo/tfjs-native';
import type { RawTensor, TensorOps } from '../tensor-ops.js';
import { treeLeaves, treeMap, treeStructure } from '../tree.js';
import { type Graph, type LoadGraph, type Recording, recordFrom } from './recorded-graph.js';

/** Calls after which a graph pays: it takes some 60 ms to make and saves about one a call. */
const CALLS_BEFORE_COMPILING = 60;

/** The graphs freed with a scope. */
export interface ScopeGraphs {
  readonly graphs: Graph[];
  ended: boolean;
}

/** The parts of tensor operations that the compiler needs. */
interface Compilable {
  readonly binding: NativeBinding;
  readonly scope: TensorOps['scope'];
  /** The innermost open scope; undefined outside of all. */
  enclosingScope(): ScopeGraphs | undefined;
  /** Puts tensors made by the binding into the innermost scope. */
  adopt(made: RawOutput[]): RawOutput[];
  /** Whether a tensor is a constant argument of an operation, such as its axis. */
  isConstant(id: number): boolean;
  recording(): Recording | null;
  /** Reports every operation executed from now on to a recording; null stops it. */
  record(recording: Recording | null): void;
  readonly loadGraph: LoadGraph;
}

/** `TensorOps.compile` by TensorFlow graphs, each recorded from one execution of the function. */
export function graphCompiler(ops: Compilable): TensorOps['compile'] {
  return <I, O>(
    compute: (inputs: I) => O,
    fixed: (inputs: I) => readonly number[],
    after = CALLS_BEFORE_COMPILING,
  ) => {
    const enclosing = ops.enclosingScope();
    if (!enclosing) throw misplaced('made within a scope, which frees its graphs; make it inside of one');
    const variants = new Map<string, { calls: number; replay: ((inputs: I) => O) | null }>();
    return (inputs: I): O => {
      if (enclosing.ended)
        throw misplaced('called within the scope it was made in; make it in one further out');
      if (ops.recording()) return ops.scope(() => compute(inputs));
      const key = `${fixed(inputs)};${treeStructure(inputs)}`;
      const variant = variants.get(key) ?? { calls: 0, replay: null };
      variants.set(key, variant);
      if (variant.replay) return variant.replay(inputs);
      if (variant.calls++ < after) return ops.scope(() => compute(inputs));
      const { result, replay } = recordCall(ops, compute, inputs, enclosing.graphs);
      variant.replay = replay;
      return result;
    };
  };
}

/**
 * The result of a call, and a function that computes it for other inputs by a graph. The graph is made on
 * that function's first call and added to `graphs`.
 */
function recordCall<I, O>(
  { binding, scope, adopt, isConstant, record, loadGraph }: Compilable,
  compute: (inputs: I) => O,
  inputs: I,
  graphs: Graph[],
): { result: O; replay: (inputs: I) => O } {
  return scope(() => {
    const first = rawTensorsIn(inputs);
    // One tensor may be two inputs in this call and not in the next: each input gets an identity of its own.
    const named = first.map(({ id }) => adopt(binding.executeOp('Identity', [], [id], 1))[0] as RawOutput);
    const names = named.values();
    const recording = recordFrom(binding, named, isConstant, loadGraph);
    record(recording);
    let result: O;
    try {
      result = scope(() => compute(treeMap(inputs, () => names.next().value) as I));
    } finally {
      record(null);
    }
    const outputs = [...new Set(rawTensorsIn(result))].filter((x) => !named.includes(x));
    const indices = new Map<RawTensor, number>([...named, ...outputs].map((x, i) => [x, i]));
    const withInputs = (given: readonly RawTensor[], made: readonly RawTensor[]) => {
      const all = [...given, ...made];
      return treeMap(result, (x) => all[indices.get(x) as number]) as O;
    };
    let graph: Graph | null = null;
    const replay = (next: I): O => {
      if (!graph) {
        graph = recording.graph(outputs.map(({ id }) => id));
        graphs.push(graph);
      }
      const given = rawTensorsIn(next);
      return withInputs(given, adopt(graph.run(given.map(({ id }) => id))));
    };
    return { result: withInputs(first, outputs), replay };
  });
}

const rawTensorsIn = (value: unknown) => treeLeaves(value) as RawOutput[];

function misplaced(where: string): EchoError {
  return new EchoError('invalid-input', `Expected a compiled function to be ${where}.`);
}
