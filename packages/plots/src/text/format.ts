/** A value with the ends of its interval; nulls where nothing can be said. */
export interface FigureEstimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * A number without its leading zero.
 *
 * @example
 * ```ts
 * import { decimal } from '@echo/plots';
 *
 * decimal(0.3266); // → '.327'
 * decimal(-0.05, 2); // → '−.05'
 * ```
 */
export function decimal(value: number, digits = 3): string {
  const text = Math.abs(value).toFixed(digits);
  const short = text.startsWith('0.') ? text.slice(1) : text;
  return value < 0 && Number(text) > 0 ? `−${short}` : short;
}

/** A probability in per cent, such as 77.7 %, with a space that does not break. */
export function percent(value: number, digits = 0): string {
  const text = (100 * Math.abs(value)).toFixed(digits);
  return `${value < 0 && Number(text) > 0 ? '−' : ''}${text}\u00a0%`;
}

/** A count with commas between the thousands. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A count of something, in the plural but for one. */
export function countOf(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** The number of answers of each series, said once where they are equal. */
export function countsOf(series: readonly { readonly label: string; readonly n: number }[]): string {
  const [first] = series;
  if (first && series.every(({ n }) => n === first.n))
    return `n\u00a0=\u00a0${count(first.n)}${series.length > 1 ? ' each' : ''}`;
  return series.map(({ label, n }) => `${label}: n\u00a0=\u00a0${count(n)}`).join(' · ');
}

/** An estimate such as `.063 [.049, .088]`; an en dash where there is none. Its spaces do not break. */
export function estimate(
  of: FigureEstimate | number | null | undefined,
  show: (value: number) => string = decimal,
): string {
  if (of === null || of === undefined) return '–';
  if (typeof of === 'number') return show(of);
  if (of.value === null) return '–';
  return of.low === null || of.high === null
    ? show(of.value)
    : `${show(of.value)}\u00a0[${show(of.low)},\u00a0${show(of.high)}]`;
}

/** An estimate in per cent, such as `43.5 [41.0, 46.1] %`. */
export function percentEstimate(of: FigureEstimate | number | null | undefined, digits = 0): string {
  const text = estimate(of, (value) => percent(value, digits).replace('\u00a0%', ''));
  return text === '–' ? text : `${text}\u00a0%`;
}
