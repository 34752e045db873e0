import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../backend.js';
import { wasmKernels } from '../wasm/kernels/index.js';
import { gatherNdGradient } from './gather-nd-gradient.js';
import {
  nativeSparseSoftmaxCrossEntropy,
  plainSparseSoftmaxCrossEntropy,
  sparseSoftmaxCrossEntropyGradient,
} from './sparse-softmax-cross-entropy.js';
import { plainUnsortedSegmentSum } from './unsorted-segment-sum.js';

/**
 * Registers the kernels and gradients that tfjs lacks on this backend, or replaces those that are too slow.
 */
export function registerKernels(backend: BackendName): void {
  for (const kernel of kernelsOf(backend)) {
    if (tf.getKernel(kernel.kernelName, backend)) tf.unregisterKernel(kernel.kernelName, backend);
    tf.registerKernel(kernel);
  }
  for (const gradient of [gatherNdGradient, sparseSoftmaxCrossEntropyGradient]) {
    if (tf.getGradient(gradient.kernelName) === undefined) tf.registerGradient(gradient);
  }
}

function kernelsOf(backend: BackendName): readonly tf.KernelConfig[] {
  if (backend === 'tensorflow') return [nativeSparseSoftmaxCrossEntropy];
  const plain = [plainSparseSoftmaxCrossEntropy(backend), plainUnsortedSegmentSum(backend)];
  return backend === 'wasm' ? [...plain, ...wasmKernels] : plain;
}
