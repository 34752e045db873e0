import type { TopLevelSpec } from 'vega-lite';
import { SERIES_COLORS, THEME } from './theme.js';

/** A point of one run of a series. */
export interface LearningPoint {
  readonly series: string;
  /** Tells the runs of a series apart, such as the seed. */
  readonly run: string;
  readonly x: number;
  readonly y: number;
}

/** Colours for up to eight series. */
const COLORS = [...SERIES_COLORS, '#56B4E9', '#999999', '#000000'];

/**
 * Curves of several runs a series, one panel a measure: each run faint, the mean of a series bold.
 *
 * Runs of a series should share their x.
 */
export function learningCurves(
  panels: readonly { readonly title: string; readonly values: readonly LearningPoint[] }[],
  { x, title = 'Learning' }: { readonly x: string; readonly title?: string },
): TopLevelSpec {
  const names = [...new Set(panels.flatMap(({ values }) => values.map(({ series }) => series)))];
  const color = {
    field: 'series',
    type: 'nominal',
    scale: { domain: names, range: COLORS },
    legend: { title: null, labelLimit: 0, symbolOpacity: 1, symbolStrokeWidth: 2.5 },
  } as const;
  const across = { field: 'x', type: 'quantitative', title: x } as const;
  return {
    ...THEME,
    title: { text: title, anchor: 'start' },
    spacing: 16,
    vconcat: panels.map((panel) => ({
      width: 560,
      height: 220,
      data: { values: [...panel.values] },
      layer: [
        {
          mark: { type: 'line', opacity: 0.25, strokeWidth: 1 },
          encoding: {
            x: across,
            y: { field: 'y', type: 'quantitative', title: panel.title },
            detail: { field: 'run' },
            color,
          },
        },
        {
          mark: { type: 'line', strokeWidth: 2.5 },
          encoding: { x: across, y: { aggregate: 'mean', field: 'y', type: 'quantitative' }, color },
        },
      ],
    })),
  };
}
