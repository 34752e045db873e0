// Backends
export type { Backend, BackendName, LoadBackendOptions } from './backend.js';
// Installation
export { type InstallOptions, type InstallResult, install } from './install/install.js';
// Kernels
export {
  type SparseSoftmaxCrossEntropy,
  sparseSoftmaxCrossEntropy,
} from './kernels/sparse-softmax-cross-entropy.js';
export { loadBackend } from './load-backend.js';
export { rawTensorCount } from './raw-tensor-count.js';
