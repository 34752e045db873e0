import { EchoError } from '@echo/core';
import type { RewardFunction } from './reward.js';
import type { Term } from './terms.js';

/**
 * The reward that sums weighted terms, clipped to [low, high].
 *
 * The breakdown shows every term; only its total is clipped.
 *
 * @example
 * ```ts
 * import { parseResponse } from '@echo/parser';
 * import { accuracy, calibration, defineReward, quadraticScore } from '@echo/reward';
 *
 * const reward = defineReward([accuracy(0.8), calibration(0.4, quadraticScore)]);
 * const parsed = parseResponse('<confidence>80</confidence><answer>Paris</answer>');
 * reward({ parsed, grade: { grade: 1, correct: true } }).total; // → 1.168
 * ```
 */
export function defineReward(
  terms: readonly Term[],
  { low, high }: { low: number; high: number } = { low: -Infinity, high: Infinity },
): RewardFunction {
  const bad = terms.find(({ weight }) => !Number.isFinite(weight));
  if (bad)
    throw new EchoError(
      'invalid-input',
      `Expected the weight of the term ${bad.name} to be a finite number, got ${bad.weight}.`,
    );
  if (!(low <= high))
    throw new EchoError(
      'invalid-input',
      `Expected \`low\` of a reward not to exceed \`high\`, got ${low} and ${high}.`,
    );
  return (input) => {
    const components = terms.map(({ name, weight, score }) => ({ name, weight, score: score(input) }));
    const sum = components.reduce((total, { score, weight }) => total + score * weight, 0);
    return { total: Math.min(high, Math.max(low, sum)), correct: input.grade.correct, components };
  };
}
