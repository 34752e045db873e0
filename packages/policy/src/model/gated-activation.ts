import type { RawTensor, TensorOps } from '@echo/compute';
import type { Activation } from '../architectures/architecture.js';

/** An activation's values, and its derivative, which is computed when asked for. */
export interface Activated {
  readonly value: RawTensor;
  derivative(): RawTensor;
}

/** The tanh approximation of GELU is x·sigmoid(2√(2/π)·(x + c·x³)). */
const [TWICE_ROOT, CUBIC] = [2 * Math.sqrt(2 / Math.PI), 0.044715];

/**
 * The activation of a gated MLP: SiLU, x·sigmoid(x) (Elfwing et al. 2017), or GELU by tanh (Hendrycks &
 * Gimpel 2016). Both are x·s with s = sigmoid(u(x)), so the derivative is s + x·s·(1 − s)·u′(x).
 */
export function activate(ops: TensorOps, activation: Activation, x: RawTensor): Activated {
  const squared = activation === 'gelu_pytorch_tanh' ? ops.square(x) : null;
  const u = squared ? ops.mul(x, ops.add(ops.mul(squared, TWICE_ROOT * CUBIC), TWICE_ROOT)) : x;
  const s = ops.sigmoid(u);
  const value = ops.mul(x, s);
  return {
    value,
    derivative: () =>
      ops.scope(() => {
        const rest = ops.sub(value, ops.mul(value, s));
        const slope = squared && ops.add(ops.mul(squared, 3 * TWICE_ROOT * CUBIC), TWICE_ROOT);
        return ops.add(s, slope ? ops.mul(rest, slope) : rest);
      }),
  };
}
