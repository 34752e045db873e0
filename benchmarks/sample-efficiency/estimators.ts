import {
  batchCredit,
  completionCredit,
  confidenceSlot,
  entropyCoefficient,
  leaveOneOut,
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
    name: 'enumerated',
    options: ({ policy, reward, steps: totalSteps }) => {
      const slot = confidenceSlot(policy);
      const entropy = { from: 0.03, to: 0.002, totalSteps };
      return {
        confidence: (step) => ({
          slot,
          reward,
          entropyCoefficient: entropyCoefficient(entropy, step),
          weight: 40,
        }),
      };
    },
  },
];
