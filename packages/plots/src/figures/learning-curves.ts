import { mean } from 'simple-statistics';
import { axisAround } from '../layout/axis.js';
import { expectData } from '../layout/expect.js';
import { type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { grid, type Place } from '../layout/grid.js';
import { groupedMark, of, on } from '../layout/mark.js';
import { leftOf, panel } from '../layout/panel.js';
import { count } from '../text/format.js';
import { seriesStyles } from '../theme/series-style.js';

/** A point of one run of a series. */
export interface LearningPoint {
  readonly series: string;
  /** Tells the runs of a series apart, such as the seed. */
  readonly run: string;
  readonly x: number;
  readonly y: number;
}

/** A measure and its course in every run. */
export interface LearningPanel {
  readonly title: string;
  readonly values: readonly LearningPoint[];
}

export interface LearningCurvesOptions extends FigureOptions {
  /** What x counts. */
  readonly x: string;
}

const NAME = 'learning curves';

/**
 * Curves of several runs a series, one panel a measure: each run faint, the mean of a series bold.
 *
 * Runs of a series should share their x.
 */
export function learningCurves(panels: readonly LearningPanel[], options: LearningCurvesOptions): FigureSpec {
  const filled = panels.filter(({ values }) => values.length > 0);
  expectData(NAME, filled, 'pass at least one point of a run');
  const names = [...new Set(filled.flatMap(({ values }) => values.map(({ series }) => series)))];
  const runs = new Set(filled.flatMap(({ values }) => values.map(({ series, run }) => `${series}\n${run}`)));
  return figure(options, {
    name: NAME,
    subtitle: `${count(runs.size)} runs of ${count(names.length)} series`,
    legend: (theme) =>
      seriesStyles(theme, names.length).map(({ color, dash }, i) => ({
        label: names[i] ?? '',
        sign: 'line',
        color,
        dash,
      })),
    note: 'Faint: single runs. Lines: the mean of a series.',
    draw: (area) => {
      const styles = seriesStyles(area.theme, names.length);
      const styled = (name: string) => {
        const { color = '', dash = [] } = styles[names.indexOf(name)] ?? {};
        return { color, dash };
      };
      const left = Math.max(...filled.map((each) => leftOf(axisOf(each))));
      const draw = (each: LearningPanel, { x, y, width }: Place) =>
        panel({
          theme: area.theme,
          x,
          y,
          width,
          left,
          plotHeight: 220,
          xAxis: axisAround(
            each.values.map((point) => point.x),
            { title: options.x, show: 'count' },
          ),
          yAxis: axisOf(each),
          data: {
            runs: each.values.map((point) => ({
              ...point,
              ...styled(point.series),
              line: `${names.indexOf(point.series)} ${point.run}`,
            })),
            means: names.flatMap((name) =>
              meansOf(each, name).map((point) => ({ ...point, ...styled(name) })),
            ),
          },
          marks: [
            groupedMark('line', {
              data: 'runs',
              by: ['line'],
              channels: {
                x: on('x', 'x'),
                y: on('y', 'y'),
                stroke: of('color'),
                strokeOpacity: 0.3,
                strokeWidth: 1,
              },
            }),
            groupedMark('line', {
              data: 'means',
              by: ['series'],
              channels: {
                x: on('x', 'x'),
                y: on('y', 'y'),
                stroke: of('color'),
                strokeDash: of('dash'),
                strokeWidth: 2.25,
              },
            }),
          ],
        });
      return grid(area, filled, { columns: area.wide ? Math.min(2, filled.length) : 1, draw });
    },
  });
}

const axisOf = ({ title, values }: LearningPanel) =>
  axisAround(
    values.map(({ y }) => y),
    { title, include: [0] },
  );

function meansOf({ values }: LearningPanel, series: string) {
  const own = values.filter((point) => point.series === series);
  const places = [...new Set(own.map(({ x }) => x))].sort((a, b) => a - b);
  return places.map((x) => ({
    series,
    x,
    y: mean(own.filter((point) => point.x === x).map(({ y }) => y)),
  }));
}
