import { nice, ticks as ticksBetween } from 'd3-array';
import { decimal, percent } from '../text/format.js';
import { cleanText, measureText } from '../text/measure.js';
import { SIZES } from '../theme/font.js';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** A quantitative axis with the ticks it would like; a panel leaves out those that have no room. */
export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly Tick[];
  readonly title?: string;
  readonly grid?: boolean;
}

/** An axis of probabilities from 0 to 100 %. */
export function probabilityAxis(title?: string): Axis {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => ({ value, label: percent(value) }));
  return { domain: [0, 1], ticks, grid: true, ...(title !== undefined && { title }) };
}

export interface AxisOptions {
  readonly title?: string;
  /** Numbers the axis must reach, beside those of the data. */
  readonly include?: readonly number[];
  /** Ends that are not passed, such as 0 and 1 for a probability. */
  readonly within?: readonly [number, number];
  /** About so many ticks; 5 unless given. */
  readonly count?: number;
  readonly show?: 'decimal' | 'percent' | 'count';
}

/** An axis with round ends around some numbers. */
export function axisAround(values: readonly number[], options: AxisOptions = {}): Axis {
  const { title, include = [], within, count = 5, show = 'decimal' } = options;
  const all = [...values, ...include];
  let [low, high] = [Math.min(...all), Math.max(...all)];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  [low, high] = nice(low, high, count);
  if (within) [low, high] = [Math.max(low, within[0]), Math.min(high, within[1])];
  const values_ = ticksBetween(low, high, count);
  const step = values_.length > 1 ? (values_[1] as number) - (values_[0] as number) : 1;
  const digits = Math.max(0, Math.ceil(-Math.log10(step * 1.0001)));
  const label = {
    decimal: (value: number) => (value === 0 ? '0' : decimal(value, digits)),
    percent: (value: number) => percent(value, Math.max(0, digits - 2)),
    count: (value: number) => compact(value),
  }[show];
  const whole = show === 'count' && values_.some(Number.isInteger) && step < 1;
  const ticks = values_
    .filter((value) => !whole || Number.isInteger(value))
    .map((value) => ({ value, label: label(value) }));
  return { domain: [low, high], ticks, grid: true, ...(title !== undefined && { title }) };
}

/** A count for an axis: 1,500 as 1.5k. */
function compact(value: number): string {
  if (value < 0) return `−${compact(-value)}`;
  if (value < 1000) return String(value);
  const [divisor, suffix] = value < 1e6 ? [1e3, 'k'] : [1e6, 'M'];
  return `${Number((value / divisor).toFixed(2))}${suffix}`;
}

/** The width of the widest label. */
export function labelWidth(ticks: readonly Tick[]): number {
  return Math.max(0, ...ticks.map(({ label }) => measureText(cleanText(label), SIZES.tick)));
}

/** Every tick, or every second, third … so that labels stay apart on so many pixels. */
export function thinned(axis: Axis, pixels: number, extent: (tick: Tick) => number): readonly Tick[] {
  const [low, high] = axis.domain;
  const place = ({ value }: Tick) => ((value - low) / (high - low)) * pixels;
  for (let every = 1; every < axis.ticks.length; every++) {
    const kept = axis.ticks.filter((_, i) => i % every === 0);
    const apart = kept.every((tick, i) => {
      const before = kept[i - 1];
      return before === undefined || place(tick) - place(before) >= (extent(tick) + extent(before)) / 2 + 6;
    });
    if (apart) return kept;
  }
  return axis.ticks.slice(0, 1);
}
