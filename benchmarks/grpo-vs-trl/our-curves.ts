import {
  type AdamWState,
  collectRollouts,
  completionCredit,
  disposeAdamW,
  initAdamW,
  trainStep,
} from '@echo/grpo';
import { adapterParameters, type Policy } from '@echo/policy';
import { forcedPolicy } from './forced-policy.js';
import { letterEnvironments, letterReward } from './letter-environment.js';
import type { CurvePoint, Job } from './settings.js';

/** Seconds of each measured step at each point, after one step of warm-up; without KL. */
export async function measureCurves({
  model,
  points,
  steps,
}: Extract<Job, { part: 'curves' }>): Promise<readonly (readonly number[])[]> {
  const [first] = points;
  if (!first) return [];
  const policy = await forcedPolicy(model, first.settings);
  let optimizer = initAdamW(adapterParameters(policy.adapter));
  const figures: number[][] = [];
  for (const point of points) {
    const seconds: number[] = [];
    for (let step = 0; step <= steps; step++) {
      const start = performance.now();
      optimizer = await oneStep(policy, optimizer, point, step);
      seconds.push((performance.now() - start) / 1000);
    }
    figures.push(seconds.slice(1));
    console.error(JSON.stringify({ ...point.settings, seconds }));
  }
  disposeAdamW(optimizer);
  return figures;
}

/**
 * A step of training by its parts, so that a group can have one completion; its reward is its advantage then.
 */
async function oneStep(
  policy: Policy,
  optimizer: AdamWState,
  { settings, prompts }: CurvePoint,
  step: number,
): Promise<AdamWState> {
  const { temperature, completionTokens: maxTokens, groupSize, learningRate, clipRange } = settings;
  const { groups, activations } = await collectRollouts({
    policy,
    environment: letterEnvironments(prompts),
    reward: letterReward,
    resets: prompts.map((_, p) => ({ seed: p })),
    groupSize,
    sampling: { temperature, topP: 1, maxTokens, seed: step, keepActivations: true },
  });
  const result = await trainStep(policy, groups, optimizer, {
    reward: letterReward,
    activations,
    credit: groupSize === 1 ? completionCredit((rewards) => rewards) : completionCredit(),
    normalization: 'token',
    temperature,
    clipRange,
    klCoefficient: 0,
    klEstimator: 'k3',
    promptsPerMicroBatch: prompts.length,
    learningRate,
    maxGradientNorm: 1,
  });
  activations?.dispose();
  return result.optimizer;
}
