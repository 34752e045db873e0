import { mean, sampleStandardDeviation } from 'simple-statistics';

/** The mean of a value and those before it, with its 95 % interval by their spread. */
export interface RollingPoint {
  readonly x: number;
  readonly value: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantiles of Student's t with 1 … 9 degrees of freedom. */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/** More points than this are thinned out: a line of pixels cannot show more. */
const MOST = 400;

/**
 * The mean of each value and the up to nine before it, with a t-interval of that mean.
 *
 * The interval takes the values for independent. Of fewer than three values it is the mean itself.
 */
export function rollingMean(
  points: readonly { readonly x: number; readonly value: number }[],
  window = 10,
): readonly RollingPoint[] {
  const every = Math.ceil(points.length / MOST);
  return points.flatMap(({ x, value }, i) => {
    if (i % every !== 0 && i !== points.length - 1) return [];
    const recent = points.slice(Math.max(0, i + 1 - window), i + 1).map((point) => point.value);
    const centre = mean(recent);
    const half =
      recent.length < 3
        ? 0
        : ((T[recent.length - 2] ?? 1.96) * sampleStandardDeviation(recent)) / Math.sqrt(recent.length);
    return [{ x, value, mean: centre, low: centre - half, high: centre + half }];
  });
}
