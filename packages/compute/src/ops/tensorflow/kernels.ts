import type { NativeBinding, OpAttribute, RawOutput } from '@echo/tfjs-native';
import type { RawTensor } from '../tensor-ops.js';
import { type Attributes, createAttributes } from './attributes.js';
import { type Constants, createConstants } from './constants.js';
import { createOwnership, type Ownership } from './ownership.js';
import type { Operation, Recording } from './recorded-graph.js';

/** TensorFlow's kernels with owners for what they make; a recording sees every call. */
export interface Kernels {
  readonly binding: NativeBinding;
  /** Whether tensors are on the CPU, where graphs are supported. */
  readonly onCpu: boolean;
  readonly constants: Constants;
  readonly attributes: Attributes;
  readonly ownership: Ownership;
  /** Calls the kernel of an operation with one output. */
  op(name: Operation, attributes: readonly OpAttribute[], ...inputs: readonly number[]): RawOutput;
  /** Calls the kernel of an operation with `outputs` outputs. */
  run(
    name: Operation,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    outputs: number,
  ): RawOutput[];
  /** A tensor of values, which must not change while it lives. */
  create(values: Float32Array | Int32Array, shape: readonly number[], dtype: number): RawOutput;
  recording(): Recording | null;
  /** Reports every call from now on to a recording; null stops it. */
  record(recording: Recording | null): void;
}

/** The kernels of a binding. */
export function createKernels(binding: NativeBinding, onCpu: boolean): Kernels {
  const constants = createConstants(binding);
  const ownership = createOwnership(binding, constants.trim);
  let recording: Recording | null = null;
  const run: Kernels['run'] = (name, attributes, inputs, outputs) => {
    const made = ownership.adopt(binding.executeOp(name, attributes, inputs, outputs));
    recording?.executed(name, attributes, inputs, made);
    return made;
  };
  return {
    binding,
    onCpu,
    constants,
    attributes: createAttributes(binding),
    ownership,
    run,
    op: (name, attributes, ...inputs) => run(name, attributes, inputs, 1)[0] as RawOutput,
    create: (values, shape, dtype) => {
      const id = binding.createTensor(shape, dtype, values);
      recording?.created(id);
      const made = { id, shape: [...shape], dtype };
      ownership.adopt([made]);
      return made;
    },
    recording: () => recording,
    record: (into) => {
      recording = into;
    },
  };
}

/** The binding's output that a tensor of these operations is. */
export const raw = (x: RawTensor): RawOutput => x as RawOutput;
