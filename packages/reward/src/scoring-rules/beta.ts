import { EchoError } from '@echo/core';
import { completeBeta, incompleteBeta } from '../internal/incomplete-beta.js';
import type { ScoringRule } from './scoring-rule.js';

export interface BetaScoreOptions {
  /** Above 0. False certainty costs a/b times what false doubt costs: a > b punishes boasting harder than timidity. */
  readonly a: number;
  /** Above 0. */
  readonly b: number;
  /** The score of the worst report; −1 unless given. */
  readonly low?: number;
  /** The score of certainty that is right; 1 unless given. */
  readonly high?: number;
}

/**
 * The beta family of proper scoring rules (Buja, Stuetzle & Shen 2005; Merkle & Steyvers 2013): every threshold c is a bet at fair odds,
 * and they weigh w(c) ∝ c^(a−1) (1 − c)^(b−1). Stating p costs ∫ₚ¹ (1 − c) w(c) dc when right and ∫₀ᵖ c w(c) dc when wrong, scaled so that
 * the costlier of the two certainties that are wrong scores `low`. Strictly proper whatever a and b; a = b = 1 is the quadratic score, and
 * both near 0 approach the logarithmic one. Throws `invalid-input` for other numbers.
 */
export function betaScore({ a, b, low = -1, high = 1 }: BetaScoreOptions): ScoringRule {
  for (const [name, value] of Object.entries({ a, b })) {
    if (!(value > 0 && value <= 1000))
      throw new EchoError(
        'invalid-input',
        `Expected \`${name}\` of a beta score to lie above 0 and up to 1000, got ${value}.`,
      );
  }
  if (!(low < high && Number.isFinite(high - low)))
    throw new EchoError(
      'invalid-input',
      `Expected \`low\` of a beta score to lie below \`high\`, got ${low} and ${high}.`,
    );
  const scale = (high - low) / Math.max(completeBeta(a, b + 1), completeBeta(a + 1, b));
  return (p, outcome) => {
    const costWhenRight = outcome > 0 ? incompleteBeta(1 - p, b + 1, a) : 0;
    const costWhenWrong = outcome < 1 ? incompleteBeta(p, a + 1, b) : 0;
    return high - scale * (outcome * costWhenRight + (1 - outcome) * costWhenWrong);
  };
}
