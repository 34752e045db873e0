import { clearGradientTape } from '@echo/compute';
import * as tf from '@tensorflow/tfjs-core';

/** The trained variables by name. */
export type Parameters = ReadonlyMap<string, tf.Variable>;

/** Gradients by parameter name. */
export type Gradients = ReadonlyMap<string, tf.Tensor>;

/** The value of a scalar loss and its gradient in every parameter. The caller frees the gradients. */
export function gradientsOf(
  parameters: Parameters,
  loss: () => tf.Tensor,
): { value: number; gradients: Gradients } {
  const names = new Map([...parameters].map(([name, variable]) => [variable.name, name]));
  const { value, grads } = recorded(() => loss() as tf.Scalar, [...parameters.values()]);
  const gradients = new Map(
    Object.entries(grads).map(([variable, gradient]) => [
      names.get(variable) as string,
      gradient as tf.Tensor,
    ]),
  );
  const scalar = value.dataSync()[0] as number;
  value.dispose();
  return { value: scalar, gradients };
}

function recorded(loss: () => tf.Scalar, variables: tf.Variable[]): ReturnType<typeof tf.variableGrads> {
  try {
    return tf.tidy(() => tf.variableGrads(loss, variables));
  } catch (error) {
    clearGradientTape();
    throw error;
  }
}

/** a + b by name; frees both. `null` is zero. */
export function addGradients(a: Gradients | null, b: Gradients): Gradients {
  if (!a) return b;
  const sum = new Map(
    [...b].map(([name, gradient]) => [name, tf.tidy(() => tf.add(gradient, a.get(name) as tf.Tensor))]),
  );
  disposeGradients(a);
  disposeGradients(b);
  return sum;
}

/** The Euclidean norm of all gradients together. */
export function gradientNorm(gradients: Gradients): number {
  const squared = tf.tidy(() => tf.addN([...gradients.values()].map((g) => tf.sum(tf.square(g)))));
  const norm = Math.sqrt(squared.dataSync()[0] as number);
  squared.dispose();
  return norm;
}

/** Frees the gradients. */
export function disposeGradients(gradients: Gradients): void {
  tf.dispose([...gradients.values()]);
}
