import { expectInside } from '../checks.js';
import { inverseIncompleteBeta } from '../special/incomplete-beta.js';
import { normalQuantile } from '../special/normal.js';

/** A range of plausible values. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's (1927) score interval of a share `successes / n`; inside [0, 1] at any n ≥ 1.
 *
 * @example
 * ```ts
 * import { wilsonInterval } from '@echo/metrics/uncertainty';
 *
 * wilsonInterval(8, 10); // → { low: 0.490, high: 0.943 }
 * ```
 */
export function wilsonInterval(successes: number, n: number, level = 0.95): Interval {
  const z = deviations(level);
  const share = successes / n;
  const centre = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return { low: successes <= 0 ? 0 : centre - half, high: successes >= n ? 1 : centre + half };
}

/**
 * Clopper & Pearson's (1934) exact interval of a share `successes / n`, by the binomial's own tails.
 *
 * The interval covers at least at its level whatever the share.
 *
 * @example
 * ```ts
 * import { clopperPearsonInterval } from '@echo/metrics/uncertainty';
 *
 * clopperPearsonInterval(8, 10); // → { low: 0.444, high: 0.975 }
 * ```
 */
export function clopperPearsonInterval(successes: number, n: number, level = 0.95): Interval {
  expectInside('level', level);
  return {
    low: successes <= 0 ? 0 : inverseIncompleteBeta((1 - level) / 2, successes, n - successes + 1),
    high: successes >= n ? 1 : inverseIncompleteBeta((1 + level) / 2, successes + 1, n - successes),
  };
}

/**
 * Equal-tailed interval of a share `successes / n` by the posterior under Jeffreys’ prior Beta(½, ½).
 *
 * @example
 * ```ts
 * import { jeffreysInterval } from '@echo/metrics/uncertainty';
 *
 * jeffreysInterval(8, 10); // → { low: 0.4972, high: 0.9559 }
 * ```
 */
export function jeffreysInterval(successes: number, n: number, level = 0.95): Interval {
  expectInside('level', level);
  const [a, b] = [successes + 0.5, n - successes + 0.5];
  return {
    low: inverseIncompleteBeta((1 - level) / 2, a, b),
    high: inverseIncompleteBeta((1 + level) / 2, a, b),
  };
}

/** The number of standard deviations to either side that hold this share of a normal distribution. */
export function deviations(level: number): number {
  expectInside('level', level);
  return normalQuantile((1 + level) / 2);
}
