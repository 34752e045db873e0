/** A share such as `43.5 %`. */
export const percent = (x: number | null): string => (x === null ? '–' : `${(100 * x).toFixed(1)} %`);

/** A measure such as `0.031`. */
export const number = (x: number | null): string => (x === null ? '–' : x.toFixed(3));

/** A measure with its interval, such as `0.031 [0.020, 0.045]`. */
export function withInterval(
  value: number | null,
  interval: { readonly low: number | null; readonly high: number | null } | null,
  show: (x: number | null) => string = number,
): string {
  if (value === null || !interval || interval.low === null || interval.high === null) return show(value);
  return `${show(value)} [${show(interval.low)}, ${show(interval.high)}]`;
}
