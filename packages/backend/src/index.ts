// Backends
export type { Backend, BackendName, LoadBackendOptions } from './backend.js';
// Compute layer
export type { Compute, RawTensor, Rotation } from './compute/compute.js';
export { currentCompute } from './compute/current-compute.js';
export { mapTensors, tensorsIn, visitTensors } from './compute/tensors-in.js';
export { tfjsCompute } from './compute/tfjs-compute.js';
export { forgetTape } from './forget-tape.js';
// Installation
export { type InstallOptions, type InstallResult, install } from './install/install.js';
// Kernels
export {
  type SparseSoftmaxCrossEntropy,
  sparseSoftmaxCrossEntropy,
} from './kernels/sparse-softmax-cross-entropy.js';
export { loadBackend } from './load-backend.js';
export { rawTensorCount } from './raw-tensor-count.js';
