import { type TrainStep, train } from '@echo/grpo';
import type { Policy } from '@echo/policy';
import { letterEnvironments, letterReward } from './letter-environment.js';
import type { TrainJob } from './settings.js';

/** `train` in every respect as TRL is run, for the steps of warm-up and the measured ones. */
export function forcedTraining(
  policy: Policy,
  { settings, prompts, beta, warmup, steps }: TrainJob,
): AsyncGenerator<TrainStep, void, void> {
  return train({
    policy,
    environment: letterEnvironments(prompts),
    reward: letterReward,
    steps: warmup + steps,
    promptsPerStep: settings.prompts,
    groupSize: settings.groupSize,
    maxTokens: settings.completionTokens,
    temperature: settings.temperature,
    topP: 1,
    klCoefficient: beta,
    clipRange: settings.clipRange,
    learningRate: settings.learningRate,
    warmupSteps: 0,
    decay: 'constant',
    exactConfidence: false,
    formatGuard: false,
  });
}
