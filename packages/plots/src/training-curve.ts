import type { TopLevelSpec } from 'vega-lite';
import { SERIES_COLORS, THEME } from './theme.js';

/** The figures of a step that a training curve shows. */
export interface CurveStep {
  readonly step: number;
  readonly reward: number;
  readonly accuracy: number;
  readonly meanConfidence: number;
  readonly ece: number | null;
}

/** Steps averaged for the line drawn over the single ones. */
const WINDOW = 10;

/**
 * Reward, and confidence beside accuracy with recent ECE, by step: each step faint, its mean with the nine
 * before bold.
 */
export function trainingCurve(
  steps: readonly CurveStep[],
  { title = 'Training' }: { readonly title?: string } = {},
): TopLevelSpec {
  const series = (name: string, of: (step: CurveStep) => number | null) =>
    steps.flatMap((step) => {
      const value = of(step);
      return value === null ? [] : [{ step: step.step, series: name, value }];
    });
  return {
    ...THEME,
    title: { text: title, anchor: 'start' },
    spacing: 16,
    vconcat: [
      panel(
        'reward',
        series('reward', (s) => s.reward),
      ),
      panel('share', [
        ...series('stated confidence', (s) => s.meanConfidence),
        ...series('correct answers', (s) => s.accuracy),
        ...series('ECE of recent answers', (s) => s.ece),
      ]),
    ],
    resolve: { scale: { color: 'independent' } },
  };
}

function panel(title: string, values: readonly { step: number; series: string; value: number }[]) {
  const names = [...new Set(values.map(({ series }) => series))];
  const x = { field: 'step', type: 'quantitative', title: 'step' } as const;
  const legend =
    names.length > 1
      ? ({ orient: 'top', title: null, labelLimit: 0, symbolOpacity: 1, symbolStrokeWidth: 2.5 } as const)
      : null;
  const color = {
    field: 'series',
    type: 'nominal',
    scale: { domain: names, range: [...SERIES_COLORS] },
    legend,
  } as const;
  return {
    width: 460,
    height: 180,
    data: { values: [...values] },
    layer: [
      {
        mark: { type: 'line', opacity: 0.25, strokeWidth: 1 },
        encoding: { x, y: { field: 'value', type: 'quantitative', title }, color },
      },
      {
        transform: [
          {
            window: [{ op: 'mean', field: 'value', as: 'mean' }],
            frame: [1 - WINDOW, 0],
            groupby: ['series'],
          },
        ],
        mark: { type: 'line', strokeWidth: 2.5 },
        encoding: { x, y: { field: 'mean', type: 'quantitative' }, color },
      },
    ],
  } satisfies Extract<TopLevelSpec, { vconcat: unknown }>['vconcat'][number];
}
