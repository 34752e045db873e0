import type { RewardInput } from './reward.js';
import type { ScoringRule } from './scoring-rules/scoring-rule.js';
import { atLeast, atMost } from './scoring-rules/threshold-bet.js';

/** A named score of one reply, and what it weighs. */
export interface Term {
  readonly name: string;
  readonly weight: number;
  readonly score: (input: RewardInput) => number;
}

/** An answer counts as correct from this grade on. */
export const CORRECT_FROM = 0.5;

export const isCorrect = ({ correctness }: RewardInput): boolean => correctness >= CORRECT_FROM;

/** The grade in [0, 1]. */
export const accuracy = (weight: number): Term => ({
  name: 'accuracy',
  weight,
  score: ({ correctness }) => correctness,
});

/** 1 when correct, else 0. */
export const correctness = (weight: number): Term => ({
  name: 'correct',
  weight,
  score: (input) => Number(isCorrect(input)),
});

/** The stated confidence scored against the target: 1 when correct, else 0, unless the input gives another. */
export function calibration(weight: number, rule: ScoringRule, name = 'calibration'): Term {
  return {
    name,
    weight,
    score: (input) => rule(input.parsed.confidence, input.target ?? Number(isCorrect(input))),
  };
}

/** −`steps` of the highest threshold reached when wrong: not proper, as the published reward has it. */
export function overconfidencePenalty(
  steps: readonly { readonly from: number; readonly penalty: number }[],
): Term {
  return {
    name: 'overconfidence',
    weight: 1,
    score: (input) => {
      if (isCorrect(input)) return 0;
      const reached = steps.filter(({ from }) => atLeast(input.parsed.confidence, from));
      return reached.length ? -Math.max(...reached.map(({ penalty }) => penalty)) : 0;
    },
  };
}

/** −1 when correct at a confidence of at most `to`: not proper, as the published reward has it. */
export function underconfidencePenalty(weight: number, to: number): Term {
  return {
    name: 'underconfidence',
    weight,
    score: (input) => (isCorrect(input) && atMost(input.parsed.confidence, to) ? -1 : 0),
  };
}

/** −1 for a reply that is not well-formed: what is stated outside the format must not be a safe way out. 0 otherwise, so published numbers stand. */
export const format = (weight: number): Term => ({
  name: 'format',
  weight,
  score: ({ parsed }) => (parsed.wellFormed ? 0 : -1),
});
