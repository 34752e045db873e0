import { axisAround, probabilityAxis } from '../layout/axis.js';
import { expectData } from '../layout/expect.js';
import { type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { grid, type Place } from '../layout/grid.js';
import { mark, of, on } from '../layout/mark.js';
import { leftOf, panel, plotWidth } from '../layout/panel.js';
import { diagonal, referenceLine } from '../layout/reference.js';

/** A point of a reward's analysis by `@echo/reward`: its optimum at one true probability of being correct. */
export interface CurvePoint {
  readonly truth: number;
  readonly bestReport: number;
  /** Expected reward of that report. */
  readonly value: number;
}

const NAME = 'a reward curve';
const honest = ({ truth, bestReport }: CurvePoint) => Math.abs(bestReport - truth) < 1e-9;

/**
 * What a reward makes optimal: the best confidence to state against the true probability of being correct,
 * and what that earns.
 *
 * Honesty pays best on the diagonal; the dashed line is the reward of an incorrect answer on purpose.
 */
export function rewardCurve(curve: readonly CurvePoint[], options: FigureOptions): FigureSpec {
  expectData(NAME, curve, 'pass the curve of `analyzeReward`');
  const truthful = curve.filter(honest).length;
  const given = curve.find(({ truth }) => truth === 0);
  return figure(options, {
    name: NAME,
    subtitle: `The truth is the best report at ${truthful} of ${curve.length} probabilities`,
    legend: (theme) => [
      { label: 'the truth pays best', sign: 'point', color: theme.series[1] as string },
      { label: 'another report pays more', sign: 'point', color: theme.series[0] as string, shape: 'square' },
      {
        label: 'honesty; an incorrect answer on purpose',
        sign: 'line',
        color: theme.reference,
        dash: [5, 4],
      },
    ],
    draw: (area) => {
      const { theme } = area;
      const rows = curve.map((point) => ({
        ...point,
        color: theme.series[honest(point) ? 1 : 0] as string,
        shape: honest(point) ? 'circle' : 'square',
      }));
      const values = axisAround(
        curve.map(({ value }) => value),
        { title: 'Expected reward of the best report' },
      );
      const reports = { ...probabilityAxis(), title: 'Best confidence to state' };
      const left = Math.max(leftOf(values), leftOf(reports));
      const xAxis = probabilityAxis('True probability of being correct');
      const draw = (report: boolean, { x, y, width }: Place) => {
        const base = { theme, x, y, width, left, xAxis, yAxis: report ? reports : values, plotHeight: 0 };
        const size = plotWidth(base);
        return panel({
          ...base,
          plotHeight: area.wide || report ? size : Math.round(size / 2),
          data: { curve: rows },
          marks: [
            ...(report ? [diagonal(theme)] : given ? [referenceLine(theme, 'y', given.value, size)] : []),
            mark('symbol', 'curve', {
              x: on('x', 'truth'),
              y: on('y', report ? 'bestReport' : 'value'),
              size: 22,
              shape: of('shape'),
              fill: of('color'),
            }),
          ],
        });
      };
      return grid(area, [true, false], { columns: area.wide ? 2 : 1, draw });
    },
  });
}
