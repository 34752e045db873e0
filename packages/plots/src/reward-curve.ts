import type { TopLevelSpec } from 'vega-lite';
import { diagonal, namedColors, probability, probabilityUp, SERIES_COLORS, THEME } from './theme.js';

/** A point of a reward's analysis by `@echo/reward`: its optimum at one true probability of being correct. */
export interface CurvePoint {
  readonly truth: number;
  readonly bestReport: number;
  /** Expected reward of that report. */
  readonly value: number;
}

/**
 * The figure of what a reward makes optimal.
 *
 * Above, the best confidence to state against the true probability of being correct, on the diagonal where
 * honesty pays best; below, what it earns, with a dashed line at the reward of an incorrect answer on
 * purpose.
 */
export function rewardCurve(
  curve: readonly CurvePoint[],
  { title }: { readonly title: string },
): TopLevelSpec {
  const truthful = (point: CurvePoint) => Math.abs(point.bestReport - point.truth) < 1e-9;
  const names = ['the truth pays best', 'another report pays more'];
  const values = curve.map((point) => ({ ...point, honesty: truthful(point) ? names[0] : names[1] }));
  const x = { field: 'truth', ...probability() };
  const color = namedColors('honesty', names, SERIES_COLORS.slice(0, 2).reverse());
  return {
    ...THEME,
    title: { text: title, anchor: 'start' },
    data: { values },
    spacing: 12,
    vconcat: [
      {
        width: 420,
        height: 300,
        layer: [
          diagonal(),
          {
            mark: { type: 'point', filled: true, size: 28, opacity: 1 },
            encoding: {
              x: { ...x, title: null },
              y: probabilityUp('bestReport', 'best confidence to state'),
              color,
            },
          },
        ],
      },
      {
        width: 420,
        height: 140,
        layer: [
          {
            mark: { type: 'line', color: SERIES_COLORS[2] as string, strokeWidth: 2.5 },
            encoding: {
              x: { ...x, title: 'true probability of being correct' },
              y: {
                field: 'value',
                type: 'quantitative',
                title: 'expected reward',
                scale: { zero: false },
              },
            },
          },
          {
            transform: [{ filter: 'datum.truth === 0' }],
            mark: { type: 'rule', color: '#999', strokeDash: [5, 4] },
            encoding: { y: { field: 'value', type: 'quantitative' } },
          },
        ],
      },
    ],
  };
}
