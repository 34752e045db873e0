import type { Grade, Probability } from '@echo/core';
import type { ParsedResponse } from '@echo/parser';

/** What a reward sees of one completion. */
export interface RewardInput {
  readonly parsed: ParsedResponse;
  /** Partial credit, which the accuracy term pays, and the verdict, which every other term goes by. */
  readonly grade: Grade;
  /** What calibration terms score against, say a group's success rate; the verdict as 1 or 0 unless given. */
  readonly target?: Probability;
}

/** One weighted term of a reward: it contributes `weight · score`. */
export interface RewardComponent {
  readonly name: string;
  readonly score: number;
  readonly weight: number;
}

/** What a reply earns, and by which terms. */
export interface RewardBreakdown {
  readonly total: number;
  /** The verdict. */
  readonly correct: boolean;
  readonly components: readonly RewardComponent[];
}

export type RewardFunction = (input: RewardInput) => RewardBreakdown;

/** Rewards a whole group of completions of one prompt at once, one breakdown for each, in order. */
export type GroupRewardFunction = (group: readonly RewardInput[]) => readonly RewardBreakdown[];
