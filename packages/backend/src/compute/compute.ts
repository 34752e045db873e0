import type { Tensor } from '@tensorflow/tfjs-core';

/** A tensor of the compute layer. Who made it frees it: by leaving the scope it was made in, or with `dispose`. */
export interface RawTensor {
  readonly shape: readonly number[];
}

/** A rotation of coordinate pairs by an angle for each row and pair. */
export interface Rotation {
  readonly table: RawTensor;
}

/**
 * The operations a transformer is made of, on 32-bit floats, with explicit ownership. There are two implementations with the same
 * numbers: TensorFlow's kernels called directly, and tfjs operations, which run on any backend and can be differentiated.
 * Binary operations broadcast as in NumPy; the last two axes of `matMul` are the matrices, the others a batch.
 */
export interface Compute {
  /** Frees every tensor made inside but those the result holds, anywhere in its arrays and objects; they belong to the scope around. */
  scope<T>(compute: () => T): T;
  /**
   * The same function, which where that is faster is recorded after so many calls and from then on done as one graph; the graph lives as long as the
   * scope around. It may take tensors from its inputs only, must neither read nor keep nor dispose of any, and sees the rest of its inputs as they were
   * when recorded. There is a graph for each set of lengths that `fixed` names: those the function takes from shapes. Where other lengths
   * vary, shapes it asks for say −1.
   */
  stage<I, O>(
    compute: (inputs: I) => O,
    fixed: (inputs: I) => readonly number[],
    after?: number,
  ): (inputs: I) => O;
  dispose(tensor: RawTensor): void;
  /** Takes the tensor out of all scopes: it lives until `dispose`. */
  keep<T extends RawTensor>(tensor: T): T;
  /** How many tensors it has made that were neither freed nor handed over, and that tfjs does not count. */
  held(): number;
  /** The same tensor here; it stays the property of its owner. */
  borrow(tensor: Tensor): RawTensor;
  /** Hands the tensor over to tfjs, which frees it as its own. */
  release(tensor: RawTensor): Tensor;
  /** The values must not be changed while the tensor lives. */
  floats(values: Float32Array, shape: readonly number[]): RawTensor;
  ints(values: Int32Array): RawTensor;
  read(tensor: RawTensor): Float32Array;

  matMul(a: RawTensor, b: RawTensor, transposeA?: boolean, transposeB?: boolean): RawTensor;
  add(a: RawTensor, b: RawTensor | number): RawTensor;
  sub(a: RawTensor, b: RawTensor | number): RawTensor;
  mul(a: RawTensor, b: RawTensor | number): RawTensor;
  square(x: RawTensor): RawTensor;
  rsqrt(x: RawTensor): RawTensor;
  sigmoid(x: RawTensor): RawTensor;
  /** Over the last axis. */
  softmax(x: RawTensor): RawTensor;
  /** Over the last axis, which stays with length 1. */
  mean(x: RawTensor): RawTensor;
  /** Over the last axis, which stays with length 1. */
  sum(x: RawTensor): RawTensor;

  reshape(x: RawTensor, shape: readonly number[]): RawTensor;
  concat(parts: readonly RawTensor[], axis: number): RawTensor;
  /** Cuts the last axis into parts of these lengths, one of which may be −1 for what is left. */
  split(x: RawTensor, lengths: readonly number[]): RawTensor[];
  /** Entries of the first axis, in the order of `rows`. */
  gather(x: RawTensor, rows: RawTensor): RawTensor;
  /**
   * x [..., D] with `values` [N, D] as those of its rows that `rows` counts from the first on, each once. It may write into the memory of x, which must
   * come from an operation; nothing may read x afterwards, though it is freed like any other.
   */
  put(x: RawTensor, rows: RawTensor, values: RawTensor): RawTensor;
  /** Adds up entries of the first axis that `rows` sends to the same of `count` rows: what `gather` does, backwards. */
  scatterAdd(x: RawTensor, rows: RawTensor, count: number): RawTensor;
  /** A rotation from factors cos and sin of angles, each [N, D / 2] flat. They may carry a scale. */
  rotation(cos: Float32Array, sin: Float32Array, width: number): Rotation;
  /** Turns each pair of neighbours (2i, 2i + 1) in every D coordinates of a row: [N, heads · D]. */
  rotate(x: RawTensor, rotation: Rotation): RawTensor;
}
