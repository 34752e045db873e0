import type { Completion } from '@echo/core';
import type { Observation, StepResult } from '@echo/env';
import type { RewardBreakdown } from '@echo/reward';

/** One completion and what it earned. */
export interface Rollout {
  readonly completion: Completion;
  readonly result: StepResult;
  /** What the trainer learns from: the environment's own breakdown, or the group reward's. */
  readonly reward: RewardBreakdown;
}

/** All completions of one prompt. */
export interface RolloutGroup {
  readonly observation: Observation;
  readonly promptIds: Int32Array;
  readonly rollouts: readonly Rollout[];
}
