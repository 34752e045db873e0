import { tfjsOps } from '@echo/compute';
import * as tf from '@tensorflow/tfjs-core';
import type { CausalLm } from './model/causal-lm.js';
import { hiddenStates } from './model/forward.js';
import { baseWeights } from './model/layer-weights.js';
import { concatenated, type PackedContinuation, packBatch } from './model/packed-batch.js';
import { tidy } from './model/tidy.js';
import type { TokenBatch } from './model/token-batch.js';
import { tokenLogProbs } from './model/token-log-probs.js';
import { padCompletions } from './score-continuations.js';

/**
 * Log-probs of completion tokens under a model alone, [P · G, T], 0 for padding; differentiable in its
 * weights.
 */
export function groupLogProbs(
  model: CausalLm,
  { prompts, completions }: TokenBatch,
  { temperature = 1 }: { readonly temperature?: number } = {},
): tf.Tensor {
  return tidy(() => {
    const ops = tfjsOps;
    const packed = packBatch(prompts, completions);
    const states = ops.toTensor(hiddenStates({ ops, model, weightsOf: baseWeights(ops, model) }, packed));
    const logits = tf.matMul(states, model.head, false, true);
    const logProbs = tokenLogProbs(logits, concatenated(completions.flat()), temperature);
    return padCompletions(logProbs, packed.continuations[0] as PackedContinuation);
  });
}
