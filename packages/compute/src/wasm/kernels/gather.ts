import * as tf from '@tensorflow/tfjs-core';
import { heapBits, type WasmKernelBackend } from './wasm-memory.js';

/** Entries of an axis at `indices`, copied run by run; tfjs's kernel computes the place of every number. */
export const wasmGather: tf.KernelConfig = {
  kernelName: tf.GatherV2,
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend, attrs }) => {
    const { x, indices } = inputs as unknown as Record<'x' | 'indices', tf.TensorInfo>;
    const { axis, batchDims } = attrs as unknown as Record<'axis' | 'batchDims', number>;
    const [parsed] = tf.util.parseAxisParam(axis, x.shape) as [number];
    const { collectGatherOpShapeInfo } = tf.backend_util.segment_util;
    const lengths = collectGatherOpShapeInfo(x as tf.Tensor, indices as tf.Tensor, parsed, batchDims);
    const wasm = backend as WasmKernelBackend;
    const out = wasm.makeOutput(lengths.outputShape, x.dtype);
    const bits = (info: tf.TensorInfo) => heapBits(wasm, info);
    gather([bits(x), bits(indices), bits(out)], lengths);
    return out;
  },
};

type Buffers = readonly [x: Bits, indices: Bits, out: Bits];
type Bits = Int32Array | Uint8Array;

interface Lengths {
  readonly batchSize: number;
  readonly outerSize: number;
  readonly dimSize: number;
  readonly sliceSize: number;
}

function gather([x, indices, out]: Buffers, { batchSize, outerSize, dimSize, sliceSize }: Lengths): void {
  for (const index of indices)
    if (!(index >= 0 && index < dimSize))
      throw new Error(`GatherV2: the index value ${index} is not in [0, ${dimSize - 1}].`);
  const perBatch = indices.length / batchSize;
  let target = 0;
  for (let outer = 0; outer < batchSize * outerSize; outer++) {
    const firstIndex = Math.floor(outer / outerSize) * perBatch;
    for (let i = firstIndex; i < firstIndex + perBatch; i++) {
      let source = (outer * dimSize + (indices[i] as number)) * sliceSize;
      for (const end = target + sliceSize; target < end; ) out[target++] = x[source++] as number;
    }
  }
}
