import { sum } from 'simple-statistics';
import { axisAround, probabilityAxis } from '../layout/axis.js';
import { expectData } from '../layout/expect.js';
import { type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { grid, type Place } from '../layout/grid.js';
import { mark, on, PALE } from '../layout/mark.js';
import { leftOf, panel } from '../layout/panel.js';
import { count, estimate, type FigureEstimate, percent } from '../text/format.js';
import { seriesStyles } from '../theme/series-style.js';

/** A range of confidences and how many answers stated in it were correct and incorrect. */
export interface DistributionBin {
  readonly low: number;
  readonly high: number;
  readonly correct: number;
  readonly incorrect: number;
}

export interface DistributionSeries {
  readonly label: string;
  readonly bins: readonly DistributionBin[];
  readonly auroc?: FigureEstimate | number | null;
  /** Mean confidence of the correct and of the incorrect answers. */
  readonly means?: { readonly correct: number | null; readonly incorrect: number | null };
}

const NAME = 'a distribution of confidences';

/**
 * How often each confidence was stated: correct answers upward, incorrect ones downward, one panel a series.
 *
 * A confidence that tells them apart has its upper half to the right of its lower one.
 */
export function confidenceDistribution(
  series: readonly DistributionSeries[],
  options: FigureOptions,
): FigureSpec {
  const filled = series.filter(({ bins }) => bins.some(({ correct, incorrect }) => correct + incorrect > 0));
  expectData(NAME, filled, 'pass the bins of at least one graded answer');
  const single = filled.length === 1 ? filled[0] : undefined;
  return figure(options, {
    name: NAME,
    ...(single && { subtitle: numbersOf(single).join(' · ') }),
    legend: (theme) => [
      { label: 'correct, upward', sign: 'bar', color: theme.muted },
      { label: 'incorrect, downward', sign: 'pale', color: theme.muted },
      { label: 'mean of each', sign: 'line', color: theme.text },
    ],
    note: 'An AUROC of .5 tells correct from incorrect answers no better than chance.',
    draw: (area) => {
      const { theme } = area;
      const styles = seriesStyles(theme, filled.length);
      const most = filled.flatMap(({ bins }) =>
        bins.flatMap(({ correct, incorrect }) => [correct, incorrect]),
      );
      const high = Math.max(...most);
      const around = axisAround([-high, high], { count: 5, show: 'count' });
      // Both ways are counts.
      const ticks = around.ticks.map(({ value, label }) => ({ value, label: label.replace('−', '') }));
      const yAxis = { ...around, ticks, title: 'Answers' };
      const columns = area.wide ? Math.min(2, filled.length) : 1;
      const draw = (each: DistributionSeries, { x, y, width }: Place, i: number) => {
        const fill = styles[i]?.color ?? '';
        const bars = each.bins
          .filter(({ correct, incorrect }) => correct + incorrect > 0)
          .map((bin) => ({
            ...bin,
            below: 0 - bin.incorrect,
            from: bin.low + 0.08 * (bin.high - bin.low),
            to: bin.high - 0.08 * (bin.high - bin.low),
          }));
        const across = { x: on('x', 'from'), x2: on('x', 'to') };
        const zero = { scale: 'y', value: 0 };
        const means = [
          { at: each.means?.correct, end: yAxis.domain[1] },
          { at: each.means?.incorrect, end: yAxis.domain[0] },
        ].filter(({ at }) => typeof at === 'number');
        return panel({
          theme,
          x,
          y,
          width,
          left: leftOf(yAxis),
          plotHeight: 190,
          xAxis: probabilityAxis('Stated confidence'),
          yAxis,
          ...(filled.length > 1 && { heading: each.label, details: numbersOf(each) }),
          data: { bars, means },
          marks: [
            mark('rect', 'bars', { ...across, y: on('y', 'correct'), y2: zero, fill }),
            mark('rect', 'bars', { ...across, y: on('y', 'below'), y2: zero, fill, fillOpacity: PALE }),
            mark('rule', null, { ...ZERO_LINE(theme.axis), y: zero }),
            mark('rule', 'means', {
              x: on('x', 'at'),
              y: on('y', 'end'),
              y2: zero,
              stroke: theme.text,
              strokeWidth: 1.5,
            }),
          ],
        });
      };
      return grid(area, filled, { columns, draw });
    },
  });
}

const ZERO_LINE = (stroke: string) => ({
  x: { scale: 'x', value: 0 },
  x2: { scale: 'x', value: 1 },
  stroke,
  strokeWidth: 1,
});

function numbersOf({ bins, auroc, means }: DistributionSeries): readonly string[] {
  const n = sum(bins.flatMap(({ correct, incorrect }) => [correct, incorrect]));
  const size = `n\u00a0=\u00a0${count(n)}`;
  const lines = [auroc === null || auroc === undefined ? size : `${size} · AUROC\u00a0${estimate(auroc)}`];
  if (typeof means?.correct === 'number' && typeof means.incorrect === 'number')
    lines.push(`mean ${percent(means.correct)} if correct, ${percent(means.incorrect)} if incorrect`);
  return lines;
}
