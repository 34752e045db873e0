import type * as tf from '@tensorflow/tfjs-core';
import { wasmBatchMatMul } from './batch-mat-mul.js';
import { wasmGather } from './gather.js';

/** Kernels in place of those of tfjs's WebAssembly backend that are many times slower. */
export const wasmKernels: readonly tf.KernelConfig[] = [wasmBatchMatMul, wasmGather];
