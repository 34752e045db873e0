import {
  batchCredit,
  completionCredit,
  confidenceSlot,
  expectedRewardLoss,
  leaveOneOut,
  rewardRegressionLoss,
  segmentCredit,
  standardized,
  type TrainOptions,
} from '@echo/grpo';
import type { Policy } from '@echo/policy';
import { groupReward, type RewardFunction } from '@echo/reward';

/** One way to estimate the gradient, as what it changes of plain GRPO. */
export interface Estimator {
  readonly name: string;
  readonly options: (setting: {
    readonly policy: Policy;
    readonly reward: RewardFunction;
    readonly steps: number;
  }) => Partial<TrainOptions>;
}

export const ESTIMATORS: readonly Estimator[] = [
  { name: 'plain', options: () => ({ credit: completionCredit() }) },
  { name: 'divided by the deviation', options: () => ({ credit: completionCredit(standardized) }) },
  { name: 'leave-one-out baseline', options: () => ({ credit: completionCredit(leaveOneOut) }) },
  { name: 'baseline of the batch', options: () => ({ credit: batchCredit }) },
  {
    name: 'leave-one-out target',
    options: ({ reward }) => ({ groupReward: groupReward(reward, { target: 'leave-one-out' }) }),
  },
  {
    name: 'credit by segment',
    options: ({ policy, reward }) => ({ credit: segmentCredit({ reward, decode: policy.decode }) }),
  },
  {
    name: 'enumerated, expected reward climbed',
    options: ({ policy, reward, steps: totalSteps }) => {
      const slot = confidenceSlot(policy);
      return {
        confidence: (step) => ({
          slot,
          reward,
          loss: expectedRewardLoss,
          entropyCoefficient: fallingEntropy(step / totalSteps),
          weight: 40,
        }),
      };
    },
  },
  {
    name: 'enumerated, regressed',
    options: ({ policy, reward }) => ({
      confidence: {
        slot: confidenceSlot(policy),
        reward,
        loss: rewardRegressionLoss,
        entropyCoefficient: 0.06,
        weight: 600,
      },
    }),
  },
];

/** From .03, high enough to keep statements apart until questions are told apart, to .002 in the middle of a run. */
function fallingEntropy(progress: number): number {
  return 0.03 * (0.002 / 0.03) ** Math.min(1, Math.max(0, (progress - 0.3) / 0.4));
}
