import type { RawTensor, TensorOps } from '../tensor-ops.js';
import { NONE } from './attributes.js';
import { type Kernels, raw } from './kernels.js';

/** `TensorOps.matMul` by TensorFlow's kernels. */
export function matMulBy({
  op,
  attributes,
  constants,
  ownership,
  onCpu,
  recording,
}: Kernels): TensorOps['matMul'] {
  return (a, b, transposeA = false, transposeB = false) => {
    const [kernel, variants] =
      a.shape.length === 2
        ? (['MatMul', attributes.matMul] as const)
        : (['BatchMatMulV2', attributes.batchMatMul] as const);
    const product = (x: RawTensor, y: RawTensor) =>
      op(kernel, variants[+transposeA]?.[+transposeB] ?? NONE, raw(x).id, raw(y).id);
    if (!(transposeB && !transposeA && onCpu && !recording() && isFasterSwapped(a, b))) return product(a, b);
    const swapped = product(b, a);
    const result = op('Transpose', NONE, swapped.id, constants.integers([1, 0]));
    ownership.free(swapped);
    return result;
  };
}

/**
 * Whether TensorFlow computes a·bᵀ faster as (b·aᵀ)ᵀ.
 *
 * On a CPU, for 16 to 96 rows of a and a large b, it does so up to twice as fast, transposition included.
 */
function isFasterSwapped(a: RawTensor, b: RawTensor): boolean {
  const [rows] = a.shape as [number];
  const entries = b.shape.reduce((product, length) => product * length, 1);
  return a.shape.length === 2 && rows >= 16 && rows <= 96 && entries >= 2 ** 18;
}
