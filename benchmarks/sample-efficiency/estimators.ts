import {
  batchCredit,
  completionCredit,
  entropyCoefficient,
  leaveOneOut,
  segmentCredit,
  standardized,
  type TrainOptions,
} from '@echo/grpo';
import { groupReward, type RewardFunction } from '@echo/reward';

/** A gradient estimator, as the options it changes of plain GRPO. */
export interface Estimator {
  readonly name: string;
  readonly options: (setting: {
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
    options: () => ({ credit: segmentCredit }),
  },
  {
    name: 'exact confidence gradient',
    options: ({ steps: totalSteps }) => {
      const entropy = { from: 0.03, to: 0.002, totalSteps };
      return {
        exactConfidence: (step) => ({
          entropyCoefficient: entropyCoefficient(entropy, step),
          weight: 40,
        }),
      };
    },
  },
];
