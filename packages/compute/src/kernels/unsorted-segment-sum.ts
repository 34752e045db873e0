import { EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';

/** A backend whose values are read and written synchronously: wasm and cpu. */
interface SynchronousBackend extends tf.KernelBackend {
  readSync(dataId: tf.DataId): tf.TypedArray;
}

/**
 * Unsorted segment sum, x [N, …] and segmentIds [N] → [S, …], the gradient of `tf.gather`, in linear time.
 * The wasm backend has no such kernel, and the cpu backend's takes time proportional to N·S, too slow when S
 * is a vocabulary. Rows with a negative segment are left out, as in TensorFlow.
 *
 * @throws EchoError `invalid-input` for a segment ≥ S.
 */
export function plainUnsortedSegmentSum(backendName: string): tf.KernelConfig {
  return {
    kernelName: tf.UnsortedSegmentSum,
    backendName,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { x, segmentIds } = inputs as unknown as { x: tf.TensorInfo; segmentIds: tf.TensorInfo };
      const { numSegments } = attrs as unknown as { numSegments: number };
      const { readSync } = backend as SynchronousBackend;
      const values = readSync.call(backend, x.dataId);
      const segments = readSync.call(backend, segmentIds.dataId);
      const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
      const size = tf.util.sizeFromShape(shape);
      const sums = x.dtype === 'int32' ? new Int32Array(size) : new Float32Array(size);
      addBySegment(sums, values, segments, numSegments);
      return tf.tensor(sums, shape, x.dtype);
    },
  };
}

function addBySegment(
  sums: Float32Array | Int32Array,
  values: ArrayLike<number>,
  segments: ArrayLike<number>,
  numSegments: number,
): void {
  const width = numSegments === 0 ? 0 : sums.length / numSegments;
  for (let row = 0; row < segments.length; row++) {
    const segment = segments[row] ?? -1;
    if (segment >= numSegments) {
      throw new EchoError(
        'invalid-input',
        `Expected \`segmentIds\` to be below ${numSegments}, got ${segment} at ${row}.`,
      );
    }
    if (segment < 0) continue;
    const from = row * width;
    const to = segment * width;
    for (let i = 0; i < width; i++) sums[to + i] = (sums[to + i] ?? 0) + (values[from + i] ?? 0);
  }
}
