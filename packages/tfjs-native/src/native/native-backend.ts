import type { DataId, DataType, KernelBackend, Tensor, TensorInfo } from '@tensorflow/tfjs-core';

/** An output of an op, as the binding returns it; `id` is the raw tensor. */
export interface RawOutput {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** An attribute of a TensorFlow op. Type attributes that the inputs determine may be left out. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string | readonly number[];
}

/** The compiled addon: raw tensors are numbers, which the caller owns and must delete. */
export interface NativeBinding {
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  readonly TF_BOOL: number;
  readonly TF_COMPLEX64: number;
  readonly TF_BFLOAT16?: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  /** Shares the memory of `values`: do not change them while the tensor lives. */
  createTensor(
    shape: readonly number[],
    dtype: number,
    values: Float32Array | Int32Array | Uint8Array,
  ): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array;
  executeOp(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    outputs: number,
  ): RawOutput[];
  /** Reads `saved_model.pb` from a folder: a graph, by its number. */
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(model: number): void;
  getNumOfSavedModels(): number;
  /**
   * Runs a model from input to output tensors. `inputNames` and `outputNames` are the operations' names,
   * `name:0,…`. On a GPU all tensors pass through the CPU's memory.
   */
  runSavedModel(
    model: number,
    inputs: readonly number[],
    inputNames: string,
    outputNames: string,
  ): RawOutput[];
  isUsingGpuDevice(): boolean;
}

/** The backend of tfjs-node, with its members beyond `KernelBackend`. */
export interface NativeBackend extends KernelBackend {
  readonly binding: NativeBinding;
  readonly isUsingGpuDevice: boolean;
  /**
   * The raw tensors of these tensors, written to TensorFlow if they were not yet. They stay owned by the
   * tensors.
   */
  getInputTensorIds(tensors: readonly TensorInfo[]): number[];
  /** Makes a tensor of a raw one, which it then owns: float32, int32, bool and complex64 only. */
  createOutputTensor(output: RawOutput): Tensor;
  executeSingleOutput(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly TensorInfo[],
  ): Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly TensorInfo[],
    outputs: number,
  ): Tensor[];
  getDTypeInteger(dtype: DataType): number;
  disposeData(dataId: DataId, force?: boolean): boolean;
  numDataIds(): number;
}
