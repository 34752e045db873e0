import { EchoError } from '@echo/core';
import type { NativeBackend, RawOutput } from '@echo/tfjs-native';
import type { RawTensor, TensorOps } from '../tensor-ops.js';
import { NONE } from './attributes.js';
import { graphCompiler } from './graph-compiler.js';
import { createKernels, type Kernels, raw } from './kernels.js';
import { matMulBy } from './mat-mul.js';
import type { LoadGraph } from './recorded-graph.js';
import { ropeBy } from './rope.js';

/**
 * Tensor operations that call TensorFlow's kernels directly. A call costs a fifth of the same call through
 * tfjs, and records nothing for gradients.
 */
export function tensorflowOps(backend: NativeBackend, loadGraph: LoadGraph): TensorOps {
  const kernels = createKernels(backend.binding, !backend.isUsingGpuDevice);
  return {
    ...lifetimes(kernels, backend),
    compile: compileBy(kernels, loadGraph),
    ...conversions(kernels),
    ...arithmetic(kernels),
    ...arrangement(kernels),
    matMul: matMulBy(kernels),
    ...ropeBy(kernels),
  };
}

type Lifetimes = 'scope' | 'dispose' | 'keep' | 'numTensors' | 'fromTensor' | 'toTensor';

function lifetimes({ ownership }: Kernels, backend: NativeBackend): Pick<TensorOps, Lifetimes> {
  return {
    scope: ownership.scope,
    dispose: (x) => ownership.free(raw(x)),
    numTensors: ownership.numTensors,
    keep: (x) => {
      ownership.unscope(raw(x));
      return x;
    },
    fromTensor: (x): RawOutput => ({
      id: backend.getInputTensorIds([x])[0] as number,
      shape: x.shape,
      dtype: backend.getDTypeInteger(x.dtype),
    }),
    toTensor: (x) => {
      ownership.handOver(raw(x));
      return backend.createOutputTensor(raw(x));
    },
  };
}

function compileBy(kernels: Kernels, loadGraph: LoadGraph): TensorOps['compile'] {
  const { binding, onCpu, constants, ownership, recording, record } = kernels;
  const { scope, enclosingScope, adopt } = ownership;
  if (!onCpu) return (compute) => (inputs) => scope(() => compute(inputs));
  const isConstant = constants.has;
  return graphCompiler({ binding, scope, enclosingScope, adopt, isConstant, recording, record, loadGraph });
}

function conversions({ binding, create, recording }: Kernels): Pick<TensorOps, 'floats' | 'ints' | 'read'> {
  return {
    floats: (values, shape) => create(values, shape, binding.TF_FLOAT),
    ints: (values) => create(values, [values.length], binding.TF_INT32),
    read: (x) => {
      if (recording())
        throw new EchoError(
          'invalid-input',
          'Expected a compiled function to read nothing; read what it returns.',
        );
      return binding.tensorDataSync(raw(x).id) as Float32Array;
    },
  };
}

type Arithmetic = 'add' | 'sub' | 'mul' | 'square' | 'rsqrt' | 'sigmoid' | 'softmax' | 'mean' | 'sum';

function arithmetic({ op, attributes: { keepDims }, constants }: Kernels): Pick<TensorOps, Arithmetic> {
  const id = (x: RawTensor | number): number => (typeof x === 'number' ? constants.scalar(x) : raw(x).id);
  const lastAxis = () => constants.integers([-1]);
  return {
    add: (a, b) => op('AddV2', NONE, raw(a).id, id(b)),
    sub: (a, b) => op('Sub', NONE, raw(a).id, id(b)),
    mul: (a, b) => op('Mul', NONE, raw(a).id, id(b)),
    square: (x) => op('Square', NONE, raw(x).id),
    rsqrt: (x) => op('Rsqrt', NONE, raw(x).id),
    sigmoid: (x) => op('Sigmoid', NONE, raw(x).id),
    softmax: (x) => op('Softmax', NONE, raw(x).id),
    mean: (x) => op('Mean', keepDims, raw(x).id, lastAxis()),
    sum: (x) => op('Sum', keepDims, raw(x).id, lastAxis()),
  };
}

type Arrangement = 'reshape' | 'concat' | 'split' | 'gather' | 'scatterUpdate' | 'scatterAdd';

function arrangement({ op, run, attributes, constants, ownership }: Kernels): Pick<TensorOps, Arrangement> {
  const { integers, integer } = constants;
  return {
    reshape: (x, shape) => op('Reshape', NONE, raw(x).id, integers(shape)),
    concat: (parts, axis) =>
      parts.length === 1
        ? op('Identity', NONE, raw(parts[0] as RawTensor).id)
        : op('ConcatV2', attributes.concat(parts.length), ...parts.map((x) => raw(x).id), integer(axis)),
    split: (x, lengths) =>
      run(
        'SplitV',
        attributes.split(lengths.length),
        [raw(x).id, integers(lengths), integer(-1)],
        lengths.length,
      ),
    gather: (x, rows) => op('GatherV2', NONE, raw(x).id, raw(rows).id, integer(0)),
    scatterUpdate: (x, rows, values) =>
      ownership.scope(() => {
        const flat = op('Reshape', NONE, raw(x).id, integers([-1, x.shape.at(-1) as number]));
        const written = op('InplaceUpdate', NONE, flat.id, raw(rows).id, raw(values).id);
        return op('Reshape', NONE, written.id, op('Shape', NONE, raw(x).id).id);
      }),
    scatterAdd: (x, rows, total) => op('UnsortedSegmentSum', NONE, raw(x).id, raw(rows).id, integer(total)),
  };
}
