import { EchoError } from '@echo/core';
import type { NativeBinding, OpAttribute, RawOutput } from '@echo/tfjs-native';
import { type GraphAttribute, type GraphNode, savedModel } from './graph-def.js';

/** Operations recorded as they are executed, for a graph that repeats them. */
export interface Recording {
  executed(
    op: Operation,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    made: readonly RawOutput[],
  ): void;
  /** Records a tensor made from values. */
  created(id: number): void;
  /** The graph from the recording's inputs to these tensors. */
  graph(outputs: readonly number[]): Graph;
}

export interface Graph {
  /** Takes the tensors of the recording's inputs, in order, and returns those of the outputs. */
  run(inputs: readonly number[]): RawOutput[];
  dispose(): void;
}

/** Gives a binding a graph, the bytes of a saved model, and returns its number there. */
export type LoadGraph = (binding: NativeBinding, model: Uint8Array) => number;

/**
 * The input that determines each type attribute: a graph must state it, a kernel called directly infers it.
 */
const TYPE_OF_INPUT = {
  AddV2: { T: 0 },
  BatchMatMulV2: { T: 0 },
  Bitcast: { T: 0 },
  ConcatV2: {},
  GatherV2: { Tparams: 0, Tindices: 1, Taxis: 2 },
  Identity: { T: 0 },
  InplaceUpdate: { T: 0 },
  MatMul: { T: 0 },
  Mean: { T: 0, Tidx: 1 },
  Mul: { T: 0 },
  Reshape: { T: 0, Tshape: 1 },
  Rsqrt: { T: 0 },
  Shape: { T: 0 },
  Sigmoid: { T: 0 },
  Softmax: { T: 0 },
  SplitV: { T: 0, Tlen: 1 },
  Square: { T: 0 },
  Sub: { T: 0 },
  Sum: { T: 0, Tidx: 1 },
  Transpose: { T: 0, Tperm: 1 },
  UnsortedSegmentSum: { T: 0, Tindices: 1, Tnumsegments: 2 },
} satisfies Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The operations that can be recorded. */
export type Operation = keyof typeof TYPE_OF_INPUT;

/**
 * Starts a recording. Tensors for which `isConstant` holds become constants of the graph; every other tensor
 * that an operation takes must be one of `inputs` or made by a recorded operation.
 */
export function recordFrom(
  binding: NativeBinding,
  inputs: readonly RawOutput[],
  isConstant: (id: number) => boolean,
  loadGraph: LoadGraph,
): Recording {
  const nodes: GraphNode[] = [];
  const known = new Map<number, { readonly name: string; readonly dtype: number }>();
  const add = (op: string, from: readonly string[], attributes: GraphNode['attributes']): string => {
    const name = `n${nodes.length}`;
    nodes.push({ name, op, inputs: from, attributes });
    return name;
  };
  const look = (id: number): RawOutput => {
    const [same] = binding.executeOp('Identity', [], [id], 1) as [RawOutput];
    binding.deleteTensor(same.id);
    return same;
  };
  const constant = (id: number) => {
    const { dtype, shape } = look(id);
    const values = binding.tensorDataSync(id);
    const content = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
    const name = add('Const', [], { dtype: { type: dtype }, value: { tensor: { dtype, shape, content } } });
    known.set(id, { name: `${name}:0`, dtype });
  };
  const placeholders = inputs.map(({ id, dtype }) => {
    const name = `${add('Placeholder', [], { dtype: { type: dtype } })}:0`;
    known.set(id, { name, dtype });
    return name;
  });
  const nameOf = (id: number): string => known.get(id)?.name as string;
  const attributeOf = ({ type, value }: OpAttribute): GraphAttribute => {
    if (type === binding.TF_ATTR_BOOL) return { bool: value as boolean };
    return type === binding.TF_ATTR_INT ? { int: value as number } : { type: value as number };
  };
  return {
    executed: (op, attributes, from, made) => {
      for (const id of from) {
        if (known.has(id)) continue;
        if (!isConstant(id)) throw foreign(look(id));
        constant(id);
      }
      const name = add(op, from.map(nameOf), {
        ...Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeOf(attribute)])),
        ...Object.fromEntries(
          Object.entries(TYPE_OF_INPUT[op]).map(([attribute, input]) => [
            attribute,
            { type: known.get(from[input] as number)?.dtype as number },
          ]),
        ),
      });
      made.forEach(({ id, dtype }, i) => {
        known.set(id, { name: `${name}:${i}`, dtype });
      });
    },
    created: constant,
    graph: (outputs) => {
      const loaded = loadGraph(binding, savedModel(nodes));
      const from = placeholders.join();
      const to = outputs.map(nameOf).join();
      return {
        run: (ids) => (outputs.length === 0 ? [] : binding.runSavedModel(loaded, ids, from, to)),
        dispose: () => binding.deleteSavedModel(loaded),
      };
    },
  };
}

function foreign({ shape }: RawOutput): EchoError {
  return new EchoError(
    'invalid-input',
    `A compiled function took a tensor [${shape}] that is not among its inputs; pass it as one.`,
  );
}
