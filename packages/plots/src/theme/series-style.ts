import type { Theme } from './theme.js';

/** How a series is drawn: by colour, shape and dash, so that none has to tell it alone. */
export interface SeriesStyle {
  readonly color: string;
  readonly shape: string;
  readonly dash: readonly number[];
}

const SHAPES = [
  'square',
  'circle',
  'diamond',
  'triangle-up',
  'cross',
  'triangle-down',
  'triangle-left',
  'triangle-right',
];
const DASHES = [[6, 3], [], [2, 2.5], [10, 3, 2, 3], [4, 2], [1, 3], [8, 4], [12, 3]];

/** The style of each of so many series; a single one is drawn like the second of two. */
export function seriesStyles(theme: Theme, length: number): readonly SeriesStyle[] {
  const first = length === 1 ? 1 : 0;
  return Array.from({ length }, (_, i) => {
    const at = i + first;
    // A colour that comes again has another dash and another shape.
    const again = at + 3 * Math.floor(at / theme.series.length);
    return {
      color: theme.series[at % theme.series.length] as string,
      shape: SHAPES[again % SHAPES.length] as string,
      dash: DASHES[again % DASHES.length] as readonly number[],
    };
  });
}
