import { EchoError } from '@echo/core';
import { defineReward } from './define-reward.js';
import type { RewardFunction } from './reward.js';
import { quadraticScore } from './scoring-rules/brier.js';
import { logarithmicScore } from './scoring-rules/logarithmic.js';
import { sphericalScore } from './scoring-rules/spherical.js';
import { thresholdBet } from './scoring-rules/threshold-bet.js';
import {
  accuracy,
  calibration,
  correctness,
  format,
  overconfidencePenalty,
  underconfidencePenalty,
} from './terms.js';

/** The penalty of a malformed reply in every preset. */
const FORMAT = format(0.5);

/**
 * Rewards by name.
 *
 * All but `accuracy-only` score the stated confidence; all but `echo` and `accuracy-only` are proper.
 *
 * @example
 * ```ts
 * import { parseResponse } from '@echo/parser';
 * import { presets } from '@echo/reward';
 *
 * const parsed = parseResponse('<confidence>99</confidence><answer>Paris</answer>');
 * presets.honest({ parsed, grade: { grade: 1, correct: true } }).total; // → 1.360
 * presets.honest({ parsed, grade: { grade: 0, correct: false } }).total; // → -1.184
 * ```
 */
export const presets = {
  /**
   * The published reward, which is not proper; o is the verdict, and the accuracy the grade.
   *
   * .4·accuracy + .4·(1 − 2(p − o)²) − .6 [p ≥ .8, incorrect] (−.8 from .95) − .1 [p ≤ .2, correct],
   * clipped to [−1.5, 2].
   */
  echo: defineReward(
    [
      accuracy(0.4),
      calibration(0.4, quadraticScore),
      overconfidencePenalty([
        { from: 0.8, penalty: 0.6 },
        { from: 0.95, penalty: 0.8 },
      ]),
      underconfidencePenalty(0.1, 0.2),
      FORMAT,
    ],
    { low: -1.5, high: 2 },
  ),
  /**
   * `echo` repaired: each penalty is a proper bet, correctness weighs twice the quadratic score, so that
   * knowing more always pays.
   */
  honest: defineReward([
    accuracy(0.8),
    calibration(0.4, quadraticScore),
    calibration(1, thresholdBet(0.8, 0.6), 'bet at 80 %'),
    calibration(1, thresholdBet(0.95, 0.2), 'bet at 95 %'),
    FORMAT,
  ]),
  /** o − (p − o)², o the verdict in both terms (RLCR, arXiv 2507.16806). */
  rlcr: defineReward([correctness(1), calibration(1, (p, outcome) => -((p - outcome) ** 2)), FORMAT]),
  /** .8·accuracy + .1·(1 + log₂ q), p clamped to [.01, .99]: the weight keeps V(p) increasing. */
  logarithmic: defineReward([accuracy(0.8), calibration(0.1, logarithmicScore(0.01)), FORMAT]),
  /** .8·accuracy + .4·spherical score. */
  spherical: defineReward([accuracy(0.8), calibration(0.4, sphericalScore), FORMAT]),
  /** The control: pays nothing for confidence. */
  'accuracy-only': defineReward([accuracy(1), FORMAT]),
} as const satisfies Record<string, RewardFunction>;

export type PresetName = keyof typeof presets;

/**
 * The preset of a name; throws `invalid-input` naming those there are for another.
 *
 * @example
 * ```ts
 * import { presets, rewardByName } from '@echo/reward';
 *
 * rewardByName('honest') === presets.honest; // → true
 * ```
 */
export function rewardByName(name: string): RewardFunction {
  if (Object.hasOwn(presets, name)) return presets[name as PresetName];
  throw new EchoError(
    'invalid-input',
    `There is no reward named ${JSON.stringify(name)}; choose one of ${Object.keys(presets).join(', ')}.`,
  );
}
