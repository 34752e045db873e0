import { EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';

/** A backend whose values can be read and written from JavaScript at once: wasm and cpu. */
interface SynchronousBackend extends tf.KernelBackend {
  readSync(dataId: tf.DataId): tf.TypedArray;
}

/**
 * Sums rows by segment, x [N, …] and segmentIds [N] → [S, …]; this is the gradient of `tf.gather`. The wasm backend has
 * no such kernel, and the cpu backend's takes time proportional to N·S, hopeless when S is a vocabulary; this one takes
 * N. Rows with a negative segment are left out, as in TensorFlow.
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
      const sums = sumBySegment(values, segments, tf.util.sizeFromShape(shape), numSegments);
      return tf.tensor(x.dtype === 'int32' ? Int32Array.from(sums) : sums, shape, x.dtype);
    },
  };
}

function sumBySegment(
  values: ArrayLike<number>,
  segments: ArrayLike<number>,
  size: number,
  numSegments: number,
): Float32Array {
  const sums = new Float32Array(size);
  const width = numSegments === 0 ? 0 : size / numSegments;
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
  return sums;
}
