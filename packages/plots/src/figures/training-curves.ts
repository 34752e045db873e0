import { type Axis, axisAround } from '../layout/axis.js';
import { expectData } from '../layout/expect.js';
import { type Area, type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { grid } from '../layout/grid.js';
import type { LegendItem } from '../layout/legend.js';
import { groupedMark, loneRows, mark, of, on } from '../layout/mark.js';
import { leftOf, panel } from '../layout/panel.js';
import { countOf, decimal, percent } from '../text/format.js';
import { seriesStyles } from '../theme/series-style.js';
import type { Theme } from '../theme/theme.js';
import { rollingMean } from './rolling-mean.js';

/** What training curves show of a step. */
export interface CurveStep {
  readonly step: number;
  readonly reward: number;
  readonly accuracy: number;
  readonly meanConfidence: number;
  /** Of recent answers; null before there are enough. */
  readonly ece: number | null;
  /** Of the sampled tokens, in nats. */
  readonly entropy?: number | null;
}

/** The steps of a run. */
export interface CurveRun {
  readonly label: string;
  readonly steps: readonly CurveStep[];
}

interface Line {
  readonly of: (step: CurveStep) => number | null | undefined;
  readonly dash: readonly number[];
}

interface Chart {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly show?: 'percent';
  readonly include?: readonly number[];
}

const NAME = 'training curves';
const DASH = [5, 3];
const CHARTS: readonly Chart[] = [
  { title: 'Mean reward', lines: [{ of: (s) => s.reward, dash: [] }] },
  {
    title: 'Stated confidence and accuracy (dashed)',
    lines: [
      { of: (s) => s.meanConfidence, dash: [] },
      { of: (s) => s.accuracy, dash: DASH },
    ],
    show: 'percent',
    include: [0],
  },
  { title: 'ECE of recent answers', lines: [{ of: (s) => s.ece, dash: [] }], include: [0] },
  { title: 'Entropy in nats', lines: [{ of: (s) => s.entropy, dash: [] }], include: [0] },
];

/**
 * Reward, stated confidence beside accuracy, recent ECE and entropy by step; several runs lie over each
 * other.
 *
 * Single steps are faint; the line is the mean of the last ten, its band the 95 % interval of that mean.
 */
export function trainingCurves(runs: readonly CurveRun[], options: FigureOptions): FigureSpec {
  const filled = runs.filter(({ steps }) => steps.length > 0);
  expectData(NAME, filled, 'pass the steps of at least one run');
  const charts = CHARTS.map((chart) => ({ ...chart, rows: (theme: Theme) => rowsOf(chart, filled, theme) }));
  return figure(options, {
    name: NAME,
    subtitle: subtitleOf(filled),
    legend: (theme) => legendOf(filled, theme),
    note: 'Faint: single steps. Lines: the mean of ten steps, with its 95 % interval.',
    draw: (area) => {
      const drawn = charts
        .map((chart) => ({ ...chart, rows: chart.rows(area.theme) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ rows, title, ...chart }) => ({ rows, axis: axisOf(title, rows, chart) }));
      const left = Math.max(...drawn.map(({ axis }) => leftOf(axis)));
      const columns = area.wide && drawn.length > 1 ? 2 : 1;
      const draw = ({ rows, axis }: (typeof drawn)[number], place: { x: number; y: number; width: number }) =>
        chartPanel(rows, axis, { ...area, ...place }, left);
      return grid(area, drawn, { columns, draw });
    },
  });
}

function subtitleOf(runs: readonly CurveRun[]): string {
  const parts = runs.map(({ label, steps }) => {
    const last = steps.slice(-10);
    const mean = (of_: (step: CurveStep) => number) =>
      last.reduce((sum, step) => sum + of_(step), 0) / last.length;
    const ece = last.findLast((step) => step.ece !== null)?.ece;
    const end = `confidence ${percent(mean((s) => s.meanConfidence))}, accuracy ${percent(mean((s) => s.accuracy))}`;
    return `${runs.length > 1 ? `${label}: ` : ''}${countOf(steps.length, 'step')}; in the end ${end}${
      typeof ece === 'number' ? `, ECE\u00a0${decimal(ece)}` : ''
    }`;
  });
  return parts.join(' · ');
}

function legendOf(runs: readonly CurveRun[], theme: Theme): readonly LegendItem[] {
  if (runs.length < 2) return [];
  return seriesStyles(theme, runs.length).map(({ color }, i) => ({
    label: runs[i]?.label ?? '',
    sign: 'line',
    color,
  }));
}

function rowsOf(chart: Chart, runs: readonly CurveRun[], theme: Theme) {
  const styles = seriesStyles(theme, runs.length);
  return runs.flatMap(({ label, steps }, i) =>
    chart.lines.flatMap((line, j) => {
      const points = steps.flatMap((step) => {
        const value = line.of(step);
        return typeof value === 'number' ? [{ x: step.step, value }] : [];
      });
      const { color = '' } = styles[i] ?? {};
      return rollingMean(points).map((point) => ({
        ...point,
        run: label,
        line: `${i} ${j}`,
        color,
        dash: line.dash,
      }));
    }),
  );
}

type Row = ReturnType<typeof rowsOf>[number];

function axisOf(
  title: string,
  rows: readonly Row[],
  { show, include = [] }: Pick<Chart, 'show' | 'include'>,
) {
  return axisAround(
    rows.flatMap(({ value, mean }) => [value, mean]),
    { title, include, count: 4, ...(show && { show }) },
  );
}

function chartPanel(rows: readonly Row[], yAxis: Axis, { theme, x, y, width }: Area, left: number) {
  const [low, high] = yAxis.domain;
  const clipped = rows.map((row) => ({
    ...row,
    low: Math.max(low, row.low),
    high: Math.min(high, row.high),
  }));
  const steps = rows.map((row) => row.x);
  const ends: readonly [number, number] = [Math.min(...steps, 0), Math.max(...steps)];
  const xAxis = { ...axisAround(ends, { title: 'Step', show: 'count', within: ends }), domain: ends };
  const by = ['line'];
  return panel({
    theme,
    x,
    y,
    width,
    plotHeight: 130,
    left,
    xAxis,
    yAxis,
    data: { steps: clipped, lone: loneRows(clipped, ({ line }) => line) },
    marks: [
      groupedMark('line', {
        data: 'steps',
        by,
        channels: {
          x: on('x', 'x'),
          y: on('y', 'value'),
          stroke: of('color'),
          strokeOpacity: 0.28,
          strokeWidth: 0.8,
        },
      }),
      groupedMark('area', {
        data: 'steps',
        by,
        channels: {
          x: on('x', 'x'),
          y: on('y', 'low'),
          y2: on('y', 'high'),
          fill: of('color'),
          fillOpacity: 0.18,
        },
      }),
      groupedMark('line', {
        data: 'steps',
        by,
        channels: {
          x: on('x', 'x'),
          y: on('y', 'mean'),
          stroke: of('color'),
          strokeDash: of('dash'),
          strokeWidth: 2,
        },
      }),
      mark('symbol', 'lone', { x: on('x', 'x'), y: on('y', 'mean'), size: 40, fill: of('color') }),
    ],
  });
}
