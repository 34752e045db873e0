import type { TensorOps } from '../tensor-ops.js';
import { NONE } from './attributes.js';
import { type Kernels, raw } from './kernels.js';

/** Rotary position embedding in complex numbers: a pair is rotated by multiplying it with e^{i·angle}. */
export function ropeBy({
  op,
  create,
  binding,
  attributes,
  constants,
  ownership,
}: Kernels): Pick<TensorOps, 'ropeTable' | 'applyRope'> {
  return {
    ropeTable: (cos, sin, width) => {
      const pairs = new Float32Array(2 * cos.length);
      for (let i = 0; i < cos.length; i++) {
        pairs[2 * i] = cos[i] as number;
        pairs[2 * i + 1] = sin[i] as number;
      }
      const shape = [pairs.length / width, 1, width / 2, 2];
      const floats = create(pairs, shape, binding.TF_FLOAT);
      const factors = op('Bitcast', attributes.toComplex, floats.id);
      ownership.free(floats);
      return { factors };
    },
    applyRope: (x, { factors }) =>
      ownership.scope(() => {
        const [width, pairs] = [x.shape[1] as number, factors.shape[2] as number];
        const shape = constants.integers([-1, width / (2 * pairs), pairs, 2]);
        const inPairs = op('Reshape', NONE, raw(x).id, shape);
        const complex = op('Bitcast', attributes.toComplex, inPairs.id);
        const rotated = op('Mul', NONE, complex.id, raw(factors).id);
        const floats = op('Bitcast', attributes.toFloat, rotated.id);
        return op('Reshape', NONE, floats.id, constants.integers([-1, width]));
      }),
  };
}
