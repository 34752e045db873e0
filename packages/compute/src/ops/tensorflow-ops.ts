import { EchoError } from '@echo/core';
import type { NativeBackend, OpAttribute, RawOutput } from '@echo/tfjs-native';
import { graphCompiler, type ScopeGraphs } from './graph-compiler.js';
import type { Operation, Recording } from './recorded-graph.js';
import type { RawTensor, TensorOps } from './tensor-ops.js';
import { treeForEach } from './tree.js';

const NONE: readonly OpAttribute[] = [];
/**
 * Constants cached between outermost scopes at most; the shapes of ever new batches would pile up otherwise.
 */
const MAX_CONSTANTS = 4096;

/** The tensors and graphs that live as long as a scope. */
interface Scope extends ScopeGraphs {
  readonly tensors: Set<RawOutput>;
}

/**
 * Tensor operations that call TensorFlow's kernels directly. A call costs a fifth of the same call through
 * tfjs, and records nothing for gradients.
 */
export function tensorflowOps(backend: NativeBackend): TensorOps {
  const { binding } = backend;
  const onCpu = !backend.isUsingGpuDevice;
  const scopes: Scope[] = [];
  let numTensors = 0;
  let recording: Recording | null = null;
  const raw = (x: RawTensor): RawOutput => x as RawOutput;
  const own = (x: RawOutput): RawOutput => {
    scopes.at(-1)?.tensors.add(x);
    return x;
  };
  const disown = (x: RawOutput): void => {
    for (let i = scopes.length - 1; i >= 0; i--) if (scopes[i]?.tensors.delete(x)) return;
  };
  const ownAll = (made: RawOutput[]): RawOutput[] => {
    numTensors += made.length;
    for (const x of made) own(x);
    return made;
  };
  const run = (
    name: Operation,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    outputs: number,
  ): RawOutput[] => {
    const made = ownAll(binding.executeOp(name, attributes, inputs, outputs));
    recording?.executed(name, attributes, inputs, made);
    return made;
  };
  const op = (name: Operation, attributes: readonly OpAttribute[], ...inputs: number[]): RawOutput =>
    run(name, attributes, inputs, 1)[0] as RawOutput;

  const create = (values: Float32Array | Int32Array, shape: readonly number[], dtype: number): RawOutput => {
    const id = binding.createTensor(shape, dtype, values);
    recording?.created(id);
    numTensors++;
    return own({ id, shape: [...shape], dtype });
  };
  const free = (x: RawOutput): void => {
    disown(x);
    binding.deleteTensor(x.id);
    numTensors--;
  };

  const constants = new Map<string, number>();
  const constantIds = new Set<number>();
  const constant = (key: string, make: () => number): number => {
    const known = constants.get(key);
    if (known !== undefined) return known;
    const id = make();
    constants.set(key, id);
    constantIds.add(id);
    return id;
  };
  const disposeConstants = (): void => {
    for (const id of constants.values()) binding.deleteTensor(id);
    constants.clear();
    constantIds.clear();
  };
  const integers = (values: readonly number[]): number =>
    constant(values.join(), () =>
      binding.createTensor([values.length], binding.TF_INT32, Int32Array.from(values)),
    );
  const integer = (value: number): number =>
    constant(`int ${value}`, () => binding.createTensor([], binding.TF_INT32, Int32Array.of(value)));
  const scalar = (value: number): number =>
    constant(`float ${value}`, () => binding.createTensor([], binding.TF_FLOAT, Float32Array.of(value)));
  const id = (x: RawTensor | number): number => (typeof x === 'number' ? scalar(x) : raw(x).id);

  const flag = (name: string): OpAttribute => ({ name, type: binding.TF_ATTR_BOOL, value: true });
  const count = (name: string, value: number): OpAttribute => ({ name, type: binding.TF_ATTR_INT, value });
  const type = (name: string, value: number): OpAttribute => ({ name, type: binding.TF_ATTR_TYPE, value });
  const transposed = (first: string, second: string) => [
    [NONE, [flag(second)]],
    [[flag(first)], [flag(first), flag(second)]],
  ];
  const matrices = transposed('transpose_a', 'transpose_b');
  const batches = transposed('adj_x', 'adj_y');
  const keepDims = [flag('keep_dims')];
  const toComplex = [type('type', binding.TF_COMPLEX64)];
  const toFloat = [type('type', binding.TF_FLOAT)];
  const lastAxis = () => integers([-1]);

  const scope = <T>(compute: () => T): T => {
    const inside: Scope = { tensors: new Set(), graphs: [], ended: false };
    const depth = scopes.push(inside);
    const kept = new Set<RawTensor>();
    try {
      const result = compute();
      treeForEach(result, (x) => kept.add(x));
      return result;
    } finally {
      scopes.length = depth - 1;
      inside.ended = true;
      for (const x of inside.tensors) {
        if (kept.has(x)) own(x);
        else free(x);
      }
      for (const graph of inside.graphs) graph.dispose();
      if (depth === 1 && constants.size > MAX_CONSTANTS) disposeConstants();
    }
  };

  const eager: TensorOps['compile'] = (compute) => (inputs) => scope(() => compute(inputs));
  const withGraphs = graphCompiler({
    binding,
    scope,
    enclosingScope: () => scopes.at(-1),
    adopt: ownAll,
    isConstant: (id) => constantIds.has(id),
    recording: () => recording,
    record: (into) => {
      recording = into;
    },
  });

  return {
    scope,
    compile: onCpu ? withGraphs : eager,
    dispose: (x) => free(raw(x)),
    numTensors: () => numTensors,
    keep: (x) => {
      disown(raw(x));
      return x;
    },
    fromTensor: (x) => ({
      id: backend.getInputTensorIds([x])[0] as number,
      shape: x.shape,
      dtype: backend.getDTypeInteger(x.dtype),
    }),
    toTensor: (x) => {
      disown(raw(x));
      numTensors--;
      return backend.createOutputTensor(raw(x));
    },
    floats: (values, shape) => create(values, shape, binding.TF_FLOAT),
    ints: (values) => create(values, [values.length], binding.TF_INT32),
    read: (x) => {
      if (recording)
        throw new EchoError(
          'invalid-input',
          'Expected a compiled function to read nothing; read what it returns.',
        );
      return binding.tensorDataSync(raw(x).id) as Float32Array;
    },

    matMul: (a, b, transposeA = false, transposeB = false) => {
      const [kernel, attributes] =
        a.shape.length === 2 ? (['MatMul', matrices] as const) : (['BatchMatMulV2', batches] as const);
      const product = (x: RawTensor, y: RawTensor) =>
        op(kernel, attributes[+transposeA]?.[+transposeB] ?? NONE, raw(x).id, raw(y).id);
      if (!(transposeB && !transposeA && onCpu && !recording && isFasterSwapped(a, b))) return product(a, b);
      const swapped = product(b, a);
      const result = op('Transpose', NONE, swapped.id, integers([1, 0]));
      free(swapped);
      return result;
    },
    add: (a, b) => op('AddV2', NONE, raw(a).id, id(b)),
    sub: (a, b) => op('Sub', NONE, raw(a).id, id(b)),
    mul: (a, b) => op('Mul', NONE, raw(a).id, id(b)),
    square: (x) => op('Square', NONE, raw(x).id),
    rsqrt: (x) => op('Rsqrt', NONE, raw(x).id),
    sigmoid: (x) => op('Sigmoid', NONE, raw(x).id),
    softmax: (x) => op('Softmax', NONE, raw(x).id),
    mean: (x) => op('Mean', keepDims, raw(x).id, lastAxis()),
    sum: (x) => op('Sum', keepDims, raw(x).id, lastAxis()),

    reshape: (x, shape) => op('Reshape', NONE, raw(x).id, integers(shape)),
    concat: (parts, axis) => {
      if (parts.length === 1) return op('Identity', NONE, raw(parts[0] as RawTensor).id);
      const attributes = [
        count('N', parts.length),
        type('T', binding.TF_FLOAT),
        type('Tidx', binding.TF_INT32),
      ];
      return op('ConcatV2', attributes, ...parts.map((x) => raw(x).id), integer(axis));
    },
    split: (x, lengths) =>
      run(
        'SplitV',
        [count('num_split', lengths.length)],
        [raw(x).id, integers(lengths), integer(-1)],
        lengths.length,
      ),
    gather: (x, rows) => op('GatherV2', NONE, raw(x).id, raw(rows).id, integer(0)),
    scatterUpdate: (x, rows, values) =>
      scope(() => {
        const flat = op('Reshape', NONE, raw(x).id, integers([-1, x.shape.at(-1) as number]));
        const written = op('InplaceUpdate', NONE, flat.id, raw(rows).id, raw(values).id);
        return op('Reshape', NONE, written.id, op('Shape', NONE, raw(x).id).id);
      }),
    scatterAdd: (x, rows, total) => op('UnsortedSegmentSum', NONE, raw(x).id, raw(rows).id, integer(total)),
    ropeTable: (cos, sin, width) => {
      const pairs = new Float32Array(2 * cos.length);
      for (let i = 0; i < cos.length; i++) {
        pairs[2 * i] = cos[i] as number;
        pairs[2 * i + 1] = sin[i] as number;
      }
      const shape = [pairs.length / width, 1, width / 2, 2];
      const floats = create(pairs, shape, binding.TF_FLOAT);
      const factors = op('Bitcast', toComplex, floats.id);
      free(floats);
      return { factors };
    },
    // A pair is a complex number, rotated by multiplying it with e^{i·angle}.
    applyRope: (x, { factors }) =>
      scope(() => {
        const [width, pairs] = [x.shape[1] as number, factors.shape[2] as number];
        const inPairs = op('Reshape', NONE, raw(x).id, integers([-1, width / (2 * pairs), pairs, 2]));
        const complex = op('Bitcast', toComplex, inPairs.id);
        const rotated = op('Mul', NONE, complex.id, raw(factors).id);
        return op('Reshape', NONE, op('Bitcast', toFloat, rotated.id).id, integers([-1, width]));
      }),
  };
}

/**
 * Whether TensorFlow computes a·bᵀ faster as (b·aᵀ)ᵀ.
 * On a CPU, for 16 to 96 rows of a and a large b, it does so up to twice as fast, transposition included.
 */
function isFasterSwapped(a: RawTensor, b: RawTensor): boolean {
  const [rows] = a.shape as [number];
  const entries = b.shape.reduce((product, length) => product * length, 1);
  return a.shape.length === 2 && rows >= 16 && rows <= 96 && entries >= 2 ** 18;
}
