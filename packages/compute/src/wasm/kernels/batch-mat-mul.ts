import * as tf from '@tensorflow/tfjs-core';
import { type Matrices, scalarProducts, xnnProducts } from './products.js';
import { transpose } from './transpose.js';
import { heapFloats, type WasmKernelBackend } from './wasm-memory.js';

/**
 * Batched matrix product, [batch, M, K] and [batch, K, N] → [batch, M, N], either operand transposed.
 *
 * tfjs's kernel multiplies two plain matrices through XNNPACK, with SIMD and threads, and all others in a
 * scalar loop. Here a transposed operand is copied in row-major order, and the matrices of a batch go through
 * XNNPACK one by one. Batches of small ones stay in the loop: threads that wait for each other, matrix by
 * matrix, lose more than SIMD gains where other programs run, too.
 */
export const wasmBatchMatMul: tf.KernelConfig = {
  kernelName: tf.BatchMatMul,
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend, attrs }) => {
    const { a, b } = inputs as unknown as Record<'a' | 'b', tf.TensorInfo>;
    const { transposeA, transposeB } = attrs as unknown as Record<'transposeA' | 'transposeB', boolean>;
    return batchMatMul(backend as WasmKernelBackend, operand(a, transposeA), operand(b, transposeB));
  },
};

/** Matrices that may be stored column by column. */
interface Operand extends Matrices {
  readonly transposed: boolean;
}

function operand(info: tf.TensorInfo, transposed: boolean): Operand {
  const batch = tf.util.sizeFromShape(info.shape.slice(0, -2));
  const [stored, across] = info.shape.slice(-2) as [number, number];
  const [rows, columns] = transposed ? [across, stored] : [stored, across];
  return { info, batch, rows, columns, transposed };
}

function batchMatMul(backend: WasmKernelBackend, a: Operand, b: Operand): tf.TensorInfo {
  const [outerA, outerB] = [a, b].map(({ info }) => info.shape.slice(0, -2)) as [number[], number[]];
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(outerA, outerB);
  assertSupported(a, b, tf.util.sizeFromShape(outer));
  const out = backend.makeOutput([...outer, a.rows, b.columns], 'float32');
  if (tf.util.sizeFromShape(out.shape) > 0) multiply(backend, a, b, out);
  return out;
}

function assertSupported(a: Operand, b: Operand, batch: number): void {
  const shapes = `shapes ${a.info.shape} and ${b.info.shape}`;
  const { assert } = tf.util;
  assert(a.columns === b.rows, () => `Expected equal inner lengths in a matrix product, got ${shapes}.`);
  for (const operand of [a, b]) {
    const { dtype } = operand.info;
    assert(dtype === 'float32', () => `Expected float32 in a matrix product on WebAssembly, got ${dtype}.`);
    assert(
      operand.batch === 1 || operand.batch === batch,
      () => `Expected batches of one or of equal sizes in a matrix product on WebAssembly, got ${shapes}.`,
    );
  }
}

/** Multiplications in each product of a batch up to which it stays in the scalar loop. */
const SMALL = 2 ** 15;

/** Time to copy a number in another order, in that of XNNPACK to copy one in its own. */
const TRANSPOSE = 2;

/** a·b, or (bᵀ·aᵀ)ᵀ where less has to be copied for that. */
function multiply(backend: WasmKernelBackend, a: Operand, b: Operand, out: tf.TensorInfo): void {
  if (b.batch > 1 && a.rows * a.columns * b.columns <= SMALL) {
    scalarProducts(backend, [a.info, a.transposed], [b.info, b.transposed], out);
    return;
  }
  const temporary: tf.TensorInfo[] = [];
  const allocate = (shape: readonly number[]) => {
    const info = backend.makeOutput(shape, 'float32');
    temporary.push(info);
    return info;
  };
  const rowMajor = ({ info, batch, rows, columns, transposed }: Operand): Matrices => {
    if (!transposed) return { info, batch, rows, columns };
    const copy = allocate([batch, rows, columns]);
    transpose(heapFloats(backend, info), heapFloats(backend, copy), { batch, rows: columns, columns: rows });
    return { info: copy, batch, rows, columns };
  };
  if (a.batch !== b.batch || copied(a, b) <= copied(turned(b), turned(a)) + TRANSPOSE * a.rows * b.columns) {
    xnnProducts(backend, rowMajor(a), rowMajor(b), out);
  } else {
    const product = allocate([a.batch, b.columns, a.rows]);
    xnnProducts(backend, rowMajor(turned(b)), rowMajor(turned(a)), product);
    const matrices = { batch: a.batch, rows: b.columns, columns: a.rows };
    transpose(heapFloats(backend, product), heapFloats(backend, out), matrices);
  }
  for (const { dataId } of temporary) backend.disposeData(dataId);
}

/** What copying costs before a is multiplied with b: transposed operands, and b in the order of XNNPACK. */
function copied(a: Operand, b: Operand): number {
  const transposes = [a, b].map(({ transposed, rows, columns }) => (transposed ? rows * columns : 0));
  return TRANSPOSE * ((transposes[0] as number) + (transposes[1] as number)) + b.rows * b.columns;
}

/** The transposes of the matrices, in the same memory. */
function turned({ rows, columns, transposed, ...rest }: Operand): Operand {
  return { ...rest, rows: columns, columns: rows, transposed: !transposed };
}
