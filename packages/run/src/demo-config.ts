import type { PresetName } from '@echo/reward';
import type { RunConfig } from './config-schema.js';
import { runConfig } from './run-config.js';

/**
 * The configuration of the demo: a short schedule over the full mix of tasks.
 *
 * It trains on the dev split: the embedded policy has memorised the train split, and its accuracy on
 * memorised questions says nothing about the rest. It knows the format, so that there is no SFT.
 */
export function demoConfig(reward: PresetName = 'honest', seed = 1): RunConfig {
  // Where nothing is paid for confidence, nothing is to move it either.
  const entropy = reward === 'accuracy-only' ? [0, 0] : [0.05, 0.002];
  return runConfig({
    model: 'nano',
    tasks: 'builtin:dev',
    reward,
    seed,
    steps: 240,
    evalEvery: 40,
    prompts: 32,
    group: 2,
    learningRate: 1e-3,
    temperature: 0.5,
    topP: 1,
    maxTokens: 24,
    klCoefficient: 2,
    klEstimator: 'exact',
    normalization: 'token',
    credit: 'exact',
    entropyCoefficient: entropy[0],
    finalEntropyCoefficient: entropy[1],
    confidenceWeight: 40,
    rank: 64,
    alpha: 64,
    sftSteps: 0,
    microBatch: 16,
  });
}
