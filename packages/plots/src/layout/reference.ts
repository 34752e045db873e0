import type { Mark } from 'vega';
import type { Theme } from '../theme/theme.js';
import { mark } from './mark.js';

const DASH = { value: [5, 4] };

/** The line on which both axes agree. */
export const diagonal = (theme: Theme): Mark =>
  mark('rule', null, {
    x: { scale: 'x', value: 0 },
    x2: { scale: 'x', value: 1 },
    y: { scale: 'y', value: 0 },
    y2: { scale: 'y', value: 1 },
    stroke: theme.reference,
    strokeDash: DASH,
    strokeWidth: 1.25,
  });

/** A dashed line at a value of the y axis, or of the x axis. */
export function referenceLine(theme: Theme, axis: 'x' | 'y', value: number, length: number): Mark {
  const other = axis === 'x' ? 'y' : 'x';
  return mark('rule', null, {
    [axis]: { scale: axis, value },
    [other]: 0,
    [`${other}2`]: length,
    stroke: theme.reference,
    strokeDash: DASH,
    strokeWidth: 1.25,
  });
}
