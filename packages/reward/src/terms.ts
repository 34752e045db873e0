import { EchoError } from '@echo/core';
import type { RewardInput } from './reward.js';
import type { ScoringRule } from './scoring-rules/scoring-rule.js';
import { atLeast, atMost } from './scoring-rules/threshold-bet.js';

/** A named score of one reply, and what it weighs. */
export interface Term {
  readonly name: string;
  readonly weight: number;
  readonly score: (input: RewardInput) => number;
}

/** The grade in [0, 1]: partial credit is paid here and nowhere else. */
export const accuracy = (weight: number): Term => ({
  name: 'accuracy',
  weight,
  score: ({ grade }) => grade.grade,
});

/** The verdict: 1 when correct, else 0. */
export const correctness = (weight: number): Term => ({
  name: 'correct',
  weight,
  score: ({ grade }) => Number(grade.correct),
});

/**
 * A scoring rule of the stated confidence against the target: the verdict as 1 or 0 unless one is given.
 *
 * @example
 * ```ts
 * import { parseResponse } from '@echo/parser';
 * import { calibration, quadraticScore } from '@echo/reward';
 *
 * const parsed = parseResponse('<confidence>80</confidence><answer>Paris</answer>');
 * const grade = { grade: 1, correct: true };
 * calibration(0.4, quadraticScore).score({ parsed, grade }); // → 0.92
 * calibration(0.4, quadraticScore).score({ parsed, grade, target: 0.5 }); // → 0.82
 * ```
 */
export function calibration(weight: number, rule: ScoringRule, name = 'calibration'): Term {
  return {
    name,
    weight,
    score: ({ parsed, grade, target }) => rule(parsed.confidence, target ?? Number(grade.correct)),
  };
}

/**
 * A penalty on incorrect answers stated with confidence; not proper, as published.
 *
 * Minus the penalty of the highest threshold `from` that the confidence reaches; 0 when correct.
 *
 * @example
 * ```ts
 * import { parseResponse } from '@echo/parser';
 * import { overconfidencePenalty } from '@echo/reward';
 *
 * const parsed = parseResponse('<confidence>96</confidence><answer>Lyon</answer>');
 * const term = overconfidencePenalty([{ from: 0.8, penalty: 0.6 }, { from: 0.95, penalty: 0.8 }]);
 * term.score({ parsed, grade: { grade: 0, correct: false } }); // → -0.8
 * ```
 */
export function overconfidencePenalty(
  steps: readonly { readonly from: number; readonly penalty: number }[],
): Term {
  return {
    name: 'overconfidence',
    weight: 1,
    score: ({ parsed, grade }) => {
      if (grade.correct) return 0;
      const reached = steps.filter(({ from }) => atLeast(parsed.confidence, from));
      return reached.length ? -Math.max(...reached.map(({ penalty }) => penalty)) : 0;
    },
  };
}

/**
 * A penalty on correct answers stated without confidence: −1 at a confidence of at most `to`.
 *
 * Not proper, as published.
 */
export function underconfidencePenalty(weight: number, to: number): Term {
  return {
    name: 'underconfidence',
    weight,
    score: ({ parsed, grade }) => (grade.correct && atMost(parsed.confidence, to) ? -1 : 0),
  };
}

/**
 * A penalty on the form: −1 for a reply that is not well-formed, else 0, so that published numbers stand.
 *
 * A confidence stated outside the format must not be a safe way out.
 */
export const format = (weight: number): Term => ({
  name: 'format',
  weight,
  score: ({ parsed }) => (parsed.wellFormed ? 0 : -1),
});

/**
 * A penalty on length: 0 up to `from` characters, −1 from `to` on, linear between.
 *
 * Reasoning and answer count together. A ramp, so that no single character decides. Throws `invalid-input`
 * unless 0 ≤ from < to.
 */
export function length(weight: number, { from, to }: { readonly from: number; readonly to: number }): Term {
  if (!(from >= 0 && from < to && to < Infinity))
    throw new EchoError(
      'invalid-input',
      `Expected \`from\` of a length term to be at least 0 and below \`to\`, got ${from} and ${to}.`,
    );
  return {
    name: 'length',
    weight,
    score: ({ parsed }) => {
      const excess = (parsed.reasoning?.length ?? 0) + parsed.answer.length - from;
      return excess <= 0 ? 0 : -Math.min(1, excess / (to - from));
    },
  };
}

/**
 * A payment for declining to answer: 1 for an abstention, else 0.
 *
 * Other terms treat an abstention as an incorrect answer at a low confidence; this term pays on top. Its
 * total should stay below what an honest guess earns, or abstention is exploited (see `analyzeReward`).
 */
export const abstention = (weight: number): Term => ({
  name: 'abstention',
  weight,
  score: ({ parsed }) => Number(parsed.abstained),
});
