import type { Completion } from '@echo/core';
import type { Observation, StepResult } from '@echo/env';
import type { RewardBreakdown } from '@echo/reward';

/** A completion with its grading and its reward. */
export interface Rollout {
  readonly completion: Completion;
  readonly result: StepResult;
  /** The reward that is trained on. */
  readonly reward: RewardBreakdown;
}

/** The rollouts of one prompt. */
export interface RolloutGroup {
  readonly observation: Observation;
  readonly promptIds: Int32Array;
  readonly rollouts: readonly Rollout[];
}
