import { createRng } from '@echo/core';
import { type ModelConfig, parameterShapes } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Fresh variables by checkpoint name: norms 1, biases 0, matrices normal with deviation 1/√inputs, those that
 * write to the residual stream scaled by 1/√(2·layers) (GPT-2).
 *
 * At this width the usual .02 is far too small: memorising takes three times as many steps.
 */
export function initWeights(config: ModelConfig, seed: string): ReadonlyMap<string, tf.Variable> {
  const weights = new Map<string, tf.Variable>();
  for (const [name, shape] of parameterShapes(config)) {
    const rng = createRng(seed).fork(name);
    const size = shape.reduce((a, b) => a * b, 1);
    const deviation =
      (/(o|down)_proj/.test(name) ? 1 / Math.sqrt(2 * config.layers) : 1) / Math.sqrt(shape.at(-1) ?? 1);
    const values = new Float32Array(size);
    if (shape.length === 1) values.fill(name.endsWith('bias') ? 0 : 1);
    else for (let i = 0; i < size; i++) values[i] = rng.normal() * deviation;
    weights.set(
      name,
      tf.tidy(() => tf.variable(tf.tensor(values, [...shape]))),
    );
  }
  return weights;
}
