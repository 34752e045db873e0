import { EchoError } from '@echo/core';
import type { ScoringRule } from './scoring-rule.js';

/**
 * The logarithmic score in bits above a coin flip, 1 + log₂ q (Good 1952).
 *
 * The probability q is the one given to the outcome that happened. The report p is clamped to [least, 1 −
 * least] first, so that a single certain mistake costs a finite amount; proper inside that range. Throws
 * `invalid-input` unless 0 < least < ½.
 *
 * @example
 * ```ts
 * import { logarithmicScore } from '@echo/reward';
 *
 * const score = logarithmicScore(0.01);
 * score(0.5, 1); // → 0
 * score(1, 0); // → -5.64
 * ```
 */
export function logarithmicScore(least = 0.01): ScoringRule {
  if (!(least > 0 && least < 0.5))
    throw new EchoError(
      'invalid-input',
      `Expected the least probability of a logarithmic score to lie between 0 and .5, got ${least}.`,
    );
  return (p, outcome) => {
    const clamped = Math.min(1 - least, Math.max(least, p));
    return 1 + outcome * Math.log2(clamped) + (1 - outcome) * Math.log2(1 - clamped);
  };
}
