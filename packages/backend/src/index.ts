// Backends
export type { Backend, BackendName, LoadBackendOptions } from './backend.js';
export { clearGradientTape } from './clear-gradient-tape.js';
export { tensorOps } from './compute/current-tensor-ops.js';
// Tensor operations
export type { RawTensor, RopeTable, TensorOps } from './compute/tensor-ops.js';
export { tfjsOps } from './compute/tfjs-ops.js';
export { treeForEach, treeLeaves, treeMap } from './compute/tree.js';
// Installation
export { type InstallOptions, type InstallResult, install } from './install/install.js';
// Kernels
export {
  type SparseSoftmaxCrossEntropy,
  sparseSoftmaxCrossEntropy,
} from './kernels/sparse-softmax-cross-entropy.js';
export { loadBackend } from './load-backend.js';
export { rawTensorCount } from './raw-tensor-count.js';
