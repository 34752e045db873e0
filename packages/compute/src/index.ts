// Choice of the backend

export type { Backend, BackendName } from './backend.js';
export { loadWasmBackend, type WasmBackend, type WasmBackendOptions } from './wasm/load-wasm-backend.js';

// Tensor operations

export { tensorOps } from './ops/current-tensor-ops.js';
export type { RawTensor, RopeTable, TensorOps } from './ops/tensor-ops.js';
export { tfjsOps } from './ops/tfjs-ops.js';
export { treeForEach, treeLeaves, treeMap } from './ops/tree.js';

// Kernels

export {
  type SparseSoftmaxCrossEntropy,
  sparseSoftmaxCrossEntropy,
} from './kernels/sparse-softmax-cross-entropy.js';

// Leaks

export { clearGradientTape } from './clear-gradient-tape.js';
export { rawTensorCount } from './raw-tensor-count.js';
