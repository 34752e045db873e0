import * as tf from '@tensorflow/tfjs-core';
import { heapFloats, type WasmData, type WasmKernelBackend } from './wasm-memory.js';

/** A batch of matrices, stored row by row. */
export interface Matrices {
  readonly info: tf.TensorInfo;
  readonly batch: number;
  readonly rows: number;
  readonly columns: number;
}

/** a·b for each pair of a batch through XNNPACK; a batch of one is multiplied with all. */
export function xnnProducts(backend: WasmKernelBackend, a: Matrices, b: Matrices, out: tf.TensorInfo): void {
  if (a.columns === 0) {
    heapFloats(backend, out).fill(0);
    return;
  }
  const [x, y, z] = [a.info, b.info, out].map(({ dataId }) => backend.dataIdMap.get(dataId)) as [
    WasmData,
    WasmData,
    WasmData,
  ];
  // A batch times one matrix is one tall matrix times that.
  const isOne = b.batch === 1;
  const rows = isOne ? a.batch * a.rows : a.rows;
  const shapes = [shapeBytes([1, rows, a.columns]), shapeBytes([1, b.rows, b.columns])] as const;
  const multiply = productOf(backend);
  if (isOne) {
    multiply(x.id, shapes[0], 3, y.id, shapes[1], 3, false, false, z.id);
    return;
  }
  // Views into the tensors; what XNNPACK keeps of the second is freed with its view.
  const { registerTensor, disposeData } = backend.wasm.tfjs;
  const views = [x, y, z].map(() => backend.dataIdNextNumber++) as [number, number, number];
  const sizes = [rows * a.columns, b.rows * b.columns, rows * b.columns] as const;
  for (let i = 0; i < Math.max(a.batch, b.batch); i++) {
    registerTensor(views[0], sizes[0], x.memoryOffset + 4 * sizes[0] * (a.batch === 1 ? 0 : i));
    registerTensor(views[1], sizes[1], y.memoryOffset + 4 * sizes[1] * i);
    registerTensor(views[2], sizes[2], z.memoryOffset + 4 * sizes[2] * i);
    multiply(views[0], shapes[0], 3, views[1], shapes[1], 3, false, false, views[2]);
    for (const view of views) disposeData(view);
  }
}

/** A tensor of matrices, and whether each is stored column by column. */
type Stored = readonly [info: tf.TensorInfo, transposed: boolean];

/** a·b for each pair of a batch in one scalar loop on this thread. */
export function scalarProducts(
  backend: WasmKernelBackend,
  [a, transposeA]: Stored,
  [b, transposeB]: Stored,
  out: tf.TensorInfo,
): void {
  const [x, y, z] = [a, b, out].map(({ dataId }) => backend.dataIdMap.get(dataId).id) as [
    number,
    number,
    number,
  ];
  const flat = ({ shape }: tf.TensorInfo) => [tf.util.sizeFromShape(shape.slice(0, -2)), ...shape.slice(-2)];
  const shapes = [shapeBytes(flat(a)), shapeBytes(flat(b))] as const;
  productOf(backend)(x, shapes[0], 3, y, shapes[1], 3, transposeA, transposeB, z);
}

/** tfjs's product, of tensors by their numbers. */
type Product = (
  a: number,
  aShape: Uint8Array,
  aRank: number,
  b: number,
  bShape: Uint8Array,
  bRank: number,
  transposeA: boolean,
  transposeB: boolean,
  out: number,
) => void;

const TYPES = ['number', 'array', 'number', 'number', 'array', 'number', 'number', 'number', 'number'];

const products = new WeakMap<WasmKernelBackend, Product>();

function productOf(backend: WasmKernelBackend): Product {
  const product = products.get(backend) ?? (backend.wasm.cwrap(tf.BatchMatMul, null, TYPES) as Product);
  products.set(backend, product);
  return product;
}

const shapeBytes = (shape: readonly number[]): Uint8Array => new Uint8Array(Int32Array.from(shape).buffer);
