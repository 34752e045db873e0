import type * as tf from '@tensorflow/tfjs-core';
import type { TokenBatch } from '../model/token-batch.js';
import type { Policy, ScoreOptions } from '../policy.js';

/** Log-probs of the completions of a batch by a policy, [P · G, T]. */
export function logProbsOf(
  policy: Policy,
  { prompts, completions }: TokenBatch,
  options?: ScoreOptions,
): tf.Tensor {
  return policy.score(prompts, [{ kind: 'log-probs', completions }], options)[0].logProbs;
}
