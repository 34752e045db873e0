// Backends
export type { Backend, BackendName, LoadBackendOptions } from './backend.js';
export { clearGradientTape } from './clear-gradient-tape.js';
// Kernels
export {
  type SparseSoftmaxCrossEntropy,
  sparseSoftmaxCrossEntropy,
} from './kernels/sparse-softmax-cross-entropy.js';
export { loadBackend } from './load-backend.js';
export { tensorOps } from './ops/current-tensor-ops.js';
// Tensor operations
export type { RawTensor, RopeTable, TensorOps } from './ops/tensor-ops.js';
export { tfjsOps } from './ops/tfjs-ops.js';
export { treeForEach, treeLeaves, treeMap } from './ops/tree.js';
export { rawTensorCount } from './raw-tensor-count.js';
