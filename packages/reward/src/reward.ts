import type { Probability } from '@echo/core';
import type { ParsedResponse } from '@echo/parser';

/** What a reward sees of one completion. */
export interface RewardInput {
  readonly parsed: ParsedResponse;
  /** The grade in [0, 1]; an answer is correct at .5 and above. */
  readonly correctness: Probability;
  /** What the calibration term scores against: 1 when correct, else 0, unless given (say, the group's success rate). */
  readonly target?: Probability;
}

/** One weighted term of a reward: it contributes `weight · score`. */
export interface RewardComponent {
  readonly name: string;
  readonly score: number;
  readonly weight: number;
}

export interface RewardBreakdown {
  readonly total: number;
  readonly correct: boolean;
  readonly components: readonly RewardComponent[];
}

export type RewardFunction = (input: RewardInput) => RewardBreakdown;

/** Rewards a whole group of completions of one prompt at once, one breakdown for each, in order. */
export type GroupRewardFunction = (group: readonly RewardInput[]) => readonly RewardBreakdown[];
