import * as tf from '@tensorflow/tfjs-core';

/** What these kernels use of tfjs's WebAssembly backend, which does not export its type. */
export interface WasmKernelBackend extends tf.KernelBackend {
  dataIdNextNumber: number;
  readonly dataIdMap: { get(dataId: tf.DataId): WasmData };
  readonly wasm: {
    readonly HEAPU8: Uint8Array;
    readonly tfjs: {
      registerTensor(id: number, size: number, memoryOffset: number): void;
      disposeData(id: number): void;
    };
    cwrap(name: string, returns: null, types: readonly string[]): (...args: unknown[]) => void;
  };
  makeOutput(shape: readonly number[], dtype: tf.DataType): tf.TensorInfo;
}

/** Where the values of a tensor are: its number in WebAssembly, and its first byte in memory. */
export interface WasmData {
  readonly id: number;
  readonly memoryOffset: number;
}

/** The floats of a tensor in WebAssembly memory; valid until memory is allocated again. */
export function heapFloats(backend: WasmKernelBackend, { dataId, shape }: tf.TensorInfo): Float32Array {
  const { memoryOffset } = backend.dataIdMap.get(dataId);
  return new Float32Array(backend.wasm.HEAPU8.buffer, memoryOffset, tf.util.sizeFromShape(shape));
}

/** The bits of a tensor's values, whatever they mean, to copy; valid until memory is allocated again. */
export function heapBits(
  backend: WasmKernelBackend,
  { dataId, shape, dtype }: tf.TensorInfo,
): Int32Array | Uint8Array {
  const isNumeric = dtype === 'float32' || dtype === 'int32' || dtype === 'bool';
  tf.util.assert(isNumeric, () => `Expected numbers on WebAssembly, got ${dtype}.`);
  const { memoryOffset } = backend.dataIdMap.get(dataId);
  const { buffer } = backend.wasm.HEAPU8;
  const size = tf.util.sizeFromShape(shape);
  return dtype === 'bool'
    ? new Uint8Array(buffer, memoryOffset, size)
    : new Int32Array(buffer, memoryOffset, size);
}
