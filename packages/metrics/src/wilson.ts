/** A range of plausible values. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Φ⁻¹(.975). */
export const Z95 = 1.959963984540054;

/** Wilson's (1927) score interval of a share `successes / n`; inside [0, 1] at any n ≥ 1. */
export function wilsonInterval(successes: number, n: number, z = Z95): Interval {
  const share = successes / n;
  const centre = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
