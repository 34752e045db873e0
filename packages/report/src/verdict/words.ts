import type { Estimate } from '@echo/metrics';
import { decimal, percent } from '@echo/plots';

/** Points of a difference of shares, such as `33 points [30, 35]`; one digit below ten. */
export function points({ value, low, high }: Estimate): string {
  if (value === null) return '–';
  const most = Math.max(...[value, low ?? 0, high ?? 0].map(Math.abs));
  const digits = most < 0.1 ? 1 : 0;
  const show = (x: number) => {
    const text = Math.abs(100 * x).toFixed(digits);
    return `${x < 0 && Number(text) > 0 ? '−' : ''}${text}`;
  };
  const range = low === null || high === null ? '' : ` [${show(low)}, ${show(high)}]`;
  return `${show(value)} ${/^−?1$/.test(show(value)) ? 'point' : 'points'}${range}`;
}

/** An interval in brackets, or nothing. */
export const range = (
  { low, high }: { readonly low: number | null; readonly high: number | null },
  show: (x: number) => string = decimal,
): string => (low === null || high === null ? '' : ` [${show(low)}, ${show(high)}]`);

/** The estimate turned about 0. */
export const negated = ({ value, low, high }: Estimate): Estimate => {
  const less = (x: number | null) => (x === null ? null : 0 - x);
  return { value: less(value), low: less(high), high: less(low) };
};

/** A share in per cent with one digit. */
export const share = (value: number | null): string => (value === null ? '–' : percent(value, 1));
