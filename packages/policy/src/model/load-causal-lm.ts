import { EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import type { ModelWeights } from '../checkpoint/model-weights.js';
import { type CausalLm, causalLmOf, inModelLayout, parameterShapes } from './causal-lm.js';
import type { ModelConfig } from './model-config.js';

/**
 * Reads a checkpoint onto the backend, tensor by tensor, so that no more than one is held twice.
 *
 * A tensor that is missing or has another shape is named in the error.
 */
export async function loadCausalLm(config: ModelConfig, weights: ModelWeights): Promise<CausalLm> {
  const present = new Set(weights.names());
  const tensors = new Map<string, tf.Tensor>();
  try {
    for (const [name, shape] of parameterShapes(config)) {
      if (!present.has(name)) {
        throw new EchoError(
          'corrupt-file',
          `The weights lack the tensor ${name} that the configuration asks for; fetch the model again.`,
        );
      }
      const found = weights.shape(name);
      if (found.join() !== shape.join()) {
        throw new EchoError(
          'config-mismatch',
          `The tensor ${name} has shape [${found}] where the configuration asks for [${shape}]; the weights belong to another configuration.`,
        );
      }
      const stored = tf.tensor(await weights.read(name), [...shape], 'float32');
      tensors.set(name, inModelLayout(config, name, stored));
    }
  } catch (error) {
    tf.dispose([...tensors.values()]);
    throw error;
  }
  return causalLmOf(config, (name) => tensors.get(name) as tf.Tensor);
}
