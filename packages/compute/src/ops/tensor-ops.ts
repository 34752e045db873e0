import type { Tensor } from '@tensorflow/tfjs-core';

/** A tensor of `TensorOps`, freed by leaving the scope it was made in or with `dispose`. */
export interface RawTensor {
  readonly shape: readonly number[];
}

/** Cosines and sines of a rotary position embedding (RoPE), for each row and coordinate pair. */
export interface RopeTable {
  readonly factors: RawTensor;
}

/**
 * The tensor operations of a transformer, on 32-bit floats, with explicit ownership. Two implementations give
 * the same numbers: TensorFlow's kernels called directly, and tfjs operations, which run on any backend and
 * are differentiable. Binary operations broadcast as in NumPy; the last two axes of `matMul` are the
 * matrices, the others a batch.
 */
export interface TensorOps {
  /**
   * Runs `compute` and frees every tensor it made except those in its result, a tree of arrays and objects.
   * Those belong to the enclosing scope.
   */
  scope<T>(compute: () => T): T;
  /**
   * The same function, recorded after `after` calls and run as one graph from then on, where graphs are
   * faster. The graph lives as long as the enclosing scope. The function must take tensors from its inputs
   * only, must not read, keep or dispose of any, and sees its other inputs as they were when recorded.
   * `fixed` names the lengths that it takes from shapes: each set of them has its own graph. Where other
   * lengths vary, it must reshape with −1.
   */
  compile<I, O>(
    compute: (inputs: I) => O,
    fixed: (inputs: I) => readonly number[],
    after?: number,
  ): (inputs: I) => O;
  dispose(tensor: RawTensor): void;
  /** Removes the tensor from all scopes: it lives until `dispose`. */
  keep<T extends RawTensor>(tensor: T): T;
  /** Number of tensors made, neither freed nor converted by `toTensor`, that tfjs does not count. */
  numTensors(): number;
  /** A view of a tfjs tensor, which stays the property of its owner. */
  fromTensor(tensor: Tensor): RawTensor;
  /** Converts to a tfjs tensor, which tfjs owns and frees. */
  toTensor(tensor: RawTensor): Tensor;
  /** A float32 tensor of `values`, which must not change while the tensor lives. */
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
  /** Softmax over the last axis. */
  softmax(x: RawTensor): RawTensor;
  /** Mean over the last axis, kept with length 1. */
  mean(x: RawTensor): RawTensor;
  /** Sum over the last axis, kept with length 1. */
  sum(x: RawTensor): RawTensor;

  reshape(x: RawTensor, shape: readonly number[]): RawTensor;
  concat(parts: readonly RawTensor[], axis: number): RawTensor;
  /** Splits the last axis into parts of these lengths, one of which may be −1 for the rest. */
  split(x: RawTensor, lengths: readonly number[]): RawTensor[];
  /** Entries of the first axis at the indices `rows`. */
  gather(x: RawTensor, rows: RawTensor): RawTensor;
  /**
   * x [..., D], viewed as rows of D, with `values` [N, D] in place of the rows at the distinct indices `rows`
   * [N]. It may write into the memory of x, which must come from an operation; x must not be read afterwards,
   * but is freed as usual.
   */
  scatterUpdate(x: RawTensor, rows: RawTensor, values: RawTensor): RawTensor;
  /**
   * Sums entries of the first axis into `count` rows, each at its index in `rows`: the gradient of `gather`.
   */
  scatterAdd(x: RawTensor, rows: RawTensor, count: number): RawTensor;
  /**
   * A RoPE table from the cosines and sines of angles, each [N, D / 2] flat; they may include a scale.
   * `width` is D.
   */
  ropeTable(cos: Float32Array, sin: Float32Array, width: number): RopeTable;
  /** Rotates each pair of neighbours (2i, 2i + 1) within every D coordinates of a row: [N, heads · D]. */
  applyRope(x: RawTensor, table: RopeTable): RawTensor;
}
