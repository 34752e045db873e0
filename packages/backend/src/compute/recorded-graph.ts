import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import type { NativeBinding, OpAttribute, RawOutput } from '../native/native-backend.js';
import { type GraphAttribute, type GraphNode, SERVING_TAG, savedModel } from './graph-def.js';

/** Operations as they are executed, so that a graph can do them again. */
export interface Recording {
  executed(
    op: string,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    made: readonly RawOutput[],
  ): void;
  /** A tensor made of values. */
  created(id: number): void;
  /** The graph from the recording's inputs to these tensors. */
  graph(outputs: readonly number[]): Graph;
}

export interface Graph {
  /** Takes the tensors of the recording's inputs, in order, and returns those of the outputs. */
  run(inputs: readonly number[]): RawOutput[];
  dispose(): void;
}

/** A larger tensor that was made elsewhere is no setting of an operation, but data that must come in as an input. */
const LARGEST_SETTING = 64;

/** Which input determines a type attribute: kernels called directly are told by their inputs, a graph wants it said. */
const TYPE_OF_INPUT: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AddV2: { T: 0 },
  BatchMatMulV2: { T: 0 },
  Bitcast: { T: 0 },
  ConcatV2: {},
  GatherV2: { Tparams: 0, Tindices: 1, Taxis: 2 },
  Identity: { T: 0 },
  MatMul: { T: 0 },
  Mean: { T: 0, Tidx: 1 },
  Mul: { T: 0 },
  Reshape: { T: 0, Tshape: 1 },
  Rsqrt: { T: 0 },
  Sigmoid: { T: 0 },
  Softmax: { T: 0 },
  SplitV: { T: 0, Tlen: 1 },
  Square: { T: 0 },
  Sub: { T: 0 },
  Sum: { T: 0, Tidx: 1 },
  Transpose: { T: 0, Tperm: 1 },
  UnsortedSegmentSum: { T: 0, Tindices: 1, Tnumsegments: 2 },
};

export function recordFrom(binding: NativeBinding, inputs: readonly RawOutput[]): Recording {
  const nodes: GraphNode[] = [];
  const known = new Map<number, { readonly name: string; readonly dtype: number }>();
  const add = (op: string, from: readonly string[], attributes: GraphNode['attributes']): string => {
    const name = `n${nodes.length}`;
    nodes.push({ name, op, inputs: from, attributes });
    return name;
  };
  const constant = (id: number, atMost: number) => {
    const [same] = binding.executeOp('Identity', [], [id], 1) as [RawOutput];
    binding.deleteTensor(same.id);
    const { dtype, shape } = same;
    if (shape.reduce((product, length) => product * length, 1) > atMost)
      throw new EchoError(
        'invalid-input',
        `A staged function took a tensor [${shape}] that is not among its inputs; pass it as one.`,
      );
    const values = binding.tensorDataSync(id);
    const content = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
    const name = add('Const', [], { dtype: { type: dtype }, value: { tensor: { dtype, shape, content } } });
    known.set(id, { name, dtype });
  };
  const placeholders = inputs.map(({ id, dtype }) => {
    const name = add('Placeholder', [], { dtype: { type: dtype } });
    known.set(id, { name, dtype });
    return `${name}:0`;
  });
  const nameOf = (id: number): string => known.get(id)?.name as string;
  const attributeOf = ({ type, value }: OpAttribute): GraphAttribute => {
    if (type === binding.TF_ATTR_BOOL) return { bool: value as boolean };
    return type === binding.TF_ATTR_INT ? { int: value as number } : { type: value as number };
  };
  return {
    executed: (op, attributes, from, made) => {
      for (const id of from) if (!known.has(id)) constant(id, LARGEST_SETTING);
      const name = add(op, from.map(nameOf), {
        ...Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeOf(attribute)])),
        ...Object.fromEntries(
          Object.entries(TYPE_OF_INPUT[op] as Record<string, number>).map(([attribute, input]) => [
            attribute,
            { type: known.get(from[input] as number)?.dtype as number },
          ]),
        ),
      });
      made.forEach(({ id, dtype }, i) => {
        known.set(id, { name: i === 0 ? name : `${name}:${i}`, dtype });
      });
    },
    created: (id) => constant(id, Number.POSITIVE_INFINITY),
    graph: (outputs) => {
      const loaded = load(binding, savedModel(nodes));
      const from = placeholders.join();
      const to = outputs.map((id) => (nameOf(id).includes(':') ? nameOf(id) : `${nameOf(id)}:0`)).join();
      return {
        run: (ids) => binding.runSavedModel(loaded, ids, from, to),
        dispose: () => binding.deleteSavedModel(loaded),
      };
    },
  };
}

/** TensorFlow loads models from folders only. */
function load(binding: NativeBinding, model: Uint8Array): number {
  const folder = writeFolder(model);
  try {
    return binding.loadSavedModel(folder, SERVING_TAG);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeFolder(model: Uint8Array): string {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'echo-graph-'));
    writeFileSync(join(folder, 'saved_model.pb'), model);
    return folder;
  } catch (cause) {
    throw new EchoError(
      'write-failed',
      `A graph for TensorFlow could not be written to ${tmpdir()}; set TMPDIR to a folder that can be written.`,
      { cause },
    );
  }
}
