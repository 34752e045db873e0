import type { Grade, Probability } from '@echo/core';
import type { ParsedResponse } from '@echo/parser';

/** The input of a reward: one graded completion. */
export interface RewardInput {
  readonly parsed: ParsedResponse;
  /** Partial credit, which the accuracy term pays, and the verdict, which every other term goes by. */
  readonly grade: Grade;
  /** The target of calibration terms, such as a group's success rate; the verdict as 1 or 0 unless given. */
  readonly target?: Probability;
}

/** One weighted term of a reward: it contributes `weight · score`. */
export interface RewardComponent {
  readonly name: string;
  readonly score: number;
  readonly weight: number;
}

/** The reward of a completion, and its terms. */
export interface RewardBreakdown {
  readonly total: number;
  /** The verdict. */
  readonly correct: boolean;
  readonly components: readonly RewardComponent[];
}

export type RewardFunction = (input: RewardInput) => RewardBreakdown;

/** Rewards a whole group of completions of one prompt at once, one breakdown for each, in order. */
export type GroupRewardFunction = (group: readonly RewardInput[]) => readonly RewardBreakdown[];
