import type { Mark } from 'vega';
import { axisAround, probabilityAxis } from '../layout/axis.js';
import { expectData } from '../layout/expect.js';
import { type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { grid, type Place, stack } from '../layout/grid.js';
import type { LegendItem } from '../layout/legend.js';
import { groupedMark, mark, of, on, PALE } from '../layout/mark.js';
import { type Drawn, leftOf, panel, plotWidth } from '../layout/panel.js';
import { diagonal } from '../layout/reference.js';
import { textChannels } from '../layout/text-mark.js';
import { count, estimate, type FigureEstimate } from '../text/format.js';
import { measureText } from '../text/measure.js';
import { SIZES } from '../theme/font.js';
import { type SeriesStyle, seriesStyles } from '../theme/series-style.js';
import type { Theme } from '../theme/theme.js';

/** The ends of an interval. */
export interface FigureInterval {
  readonly low: number;
  readonly high: number;
}

/** A bin of a reliability curve, as `@echo/metrics` gives it; all but the count null when it is empty. */
export interface DiagramBin extends FigureInterval {
  readonly count: number;
  readonly meanConfidence: number | null;
  readonly accuracy: number | null;
  readonly interval: FigureInterval | null;
}

/** A distinct confidence and the accuracy that the best monotone recalibration gives it. */
export interface CorpCurvePoint {
  readonly confidence: number;
  readonly recalibrated: number;
}

/** One curve of the diagram: a model, or a moment of its training. */
export interface DiagramSeries {
  readonly label: string;
  readonly bins: readonly DiagramBin[];
  /** With its interval where there is one. */
  readonly ece?: FigureEstimate | number | null;
  /** `consistencyBars` of `@echo/metrics`, for the same bins. */
  readonly consistencyBars?: readonly (FigureInterval | null)[] | null;
  /** `corpBands` of `@echo/metrics`. */
  readonly corp?: readonly CorpCurvePoint[] | null;
}

export interface ReliabilityDiagramOptions extends FigureOptions {
  /** One panel a series, or all in one; panels for up to four series unless given. */
  readonly arrangement?: 'panels' | 'overlay';
}

interface Styled extends DiagramSeries {
  readonly style: SeriesStyle;
  readonly n: number;
}

const NAME = 'a reliability diagram';

/** A single diagram is square, and taller than a screen when it is wider. */
const WIDEST = 480;

/**
 * Accuracy against stated confidence: a calibrated model lies on the diagonal.
 *
 * Each bin has its interval and, below, its count; empty bins are not drawn. In panels, consistency bars show
 * where the bins of a calibrated model would lie, and the CORP curve the accuracy without bins.
 */
export function reliabilityDiagram(
  series: readonly DiagramSeries[],
  options: ReliabilityDiagramOptions,
): FigureSpec {
  const filled = series.filter(({ bins }) => bins.some((bin) => bin.count > 0));
  expectData(NAME, filled, 'pass the bins of at least one graded answer');
  const overlay = (options.arrangement ?? (filled.length <= 4 ? 'panels' : 'overlay')) === 'overlay';
  const styledFor = (theme: Theme): readonly Styled[] =>
    filled.map((each, i) => ({
      ...each,
      n: each.bins.reduce((sum, bin) => sum + bin.count, 0),
      style: seriesStyles(theme, filled.length)[i] as SeriesStyle,
    }));
  const single = filled.length === 1 ? filled[0] : undefined;
  return figure(options, {
    name: NAME,
    ...(single && { subtitle: numbersOf(single) }),
    legend: (theme) => legendOf(styledFor(theme), theme, overlay),
    note: noteOf(filled, overlay),
    ...((overlay || single) && { widest: WIDEST }),
    draw: (area) => {
      const styled = styledFor(area.theme);
      if (overlay) return diagram(styled, area.theme, area, false);
      const columns = area.wide ? Math.min(styled.length, 2) : 1;
      const draw = (each: Styled, place: Place) => diagram([each], area.theme, place, styled.length > 1);
      return grid(area, styled, { columns, draw });
    },
  });
}

function numbersOf({ bins, ece }: DiagramSeries): string {
  const n = bins.reduce((sum, bin) => sum + bin.count, 0);
  return `n\u00a0=\u00a0${count(n)}${ece === undefined || ece === null ? '' : ` · ECE\u00a0${estimate(ece)}`}`;
}

function legendOf(series: readonly Styled[], theme: Theme, overlay: boolean): readonly LegendItem[] {
  const signs: LegendItem[] = overlay
    ? series.map(({ label, style, ...rest }) => ({
        label: `${label}: ${numbersOf({ label, ...rest })}`,
        sign: 'interval',
        ...style,
      }))
    : [{ label: 'a bin, 95 % interval', sign: 'interval', color: theme.text }];
  if (!overlay && series.some(({ corp }) => corp?.length))
    signs.push({ label: 'CORP curve', sign: 'line', color: theme.muted });
  if (!overlay && series.some(({ consistencyBars }) => consistencyBars?.length))
    signs.push({ label: 'range if calibrated', sign: 'bar', color: theme.band });
  signs.push({ label: 'calibrated', sign: 'line', color: theme.reference, dash: [5, 4] });
  if (!overlay)
    signs.push(
      { label: 'correct', sign: 'bar', color: theme.muted },
      { label: 'incorrect', sign: 'pale', color: theme.muted },
    );
  return signs;
}

function noteOf(series: readonly DiagramSeries[], overlay: boolean): string {
  const bars = !overlay && series.some(({ consistencyBars }) => consistencyBars?.length);
  return `Below the diagonal answers are less often correct than stated: overconfident.${
    bars ? ' A bin outside its grey bar speaks against calibration.' : ''
  }`;
}

function diagram(series: readonly Styled[], theme: Theme, place: Place, headed: boolean): Drawn {
  const { x, width } = place;
  const first = series[0] as Styled;
  const overlay = series.length > 1;
  const yAxis = { ...probabilityAxis(), title: 'Correct answers' };
  const left = leftOf(yAxis);
  const counts = countRows(series);
  const countAxis = {
    ...axisAround(
      counts.map((row) => (overlay ? row.share : row.count)),
      { include: [0], count: 2, show: overlay ? 'percent' : 'count' },
    ),
    title: overlay ? 'Share of answers' : 'Answers',
  };
  const base = { theme, x, width, left, xAxis: probabilityAxis('Stated confidence') };
  const size = plotWidth({ ...base, y: 0, plotHeight: 0, yAxis });
  return stack(
    place.y,
    [
      (y) =>
        panel({
          ...base,
          y,
          plotHeight: size,
          yAxis,
          hideX: true,
          ...(headed && { heading: first.label, details: [numbersOf(first)] }),
          data: dataOf(series),
          marks: diagramMarks(series, theme),
        }),
      (y) =>
        panel({
          ...base,
          y,
          plotHeight: 66,
          yAxis: countAxis,
          data: { counts },
          marks: countMarks(series, size, theme),
        }),
    ],
    2,
  );
}

const dataOf = (series: readonly Styled[]) => ({
  bins: series.flatMap(({ label, bins, style }) =>
    bins
      .filter((bin) => bin.count > 0)
      .map(({ low, high, count: n, meanConfidence, accuracy, interval }) => ({
        series: label,
        bin: [low, high],
        ...style,
        count: n,
        confidence: meanConfidence,
        accuracy,
        low: interval?.low ?? accuracy,
        high: interval?.high ?? accuracy,
      })),
  ),
  ...(series.length === 1 && {
    consistency: (series[0]?.consistencyBars ?? []).flatMap((bar, i) => {
      const confidence = series[0]?.bins[i]?.meanConfidence;
      return bar && typeof confidence === 'number' ? [{ confidence, ...bar }] : [];
    }),
    corp: (series[0]?.corp ?? []).map(({ confidence, recalibrated }) => ({ confidence, recalibrated })),
  }),
});

function diagramMarks(series: readonly Styled[], theme: Theme): readonly Mark[] {
  const single = series.length === 1;
  const at = { x: on('x', 'confidence'), y: on('y', 'accuracy') };
  return [
    ...(single
      ? [
          mark('rule', 'consistency', {
            x: on('x', 'confidence'),
            y: on('y', 'low'),
            y2: on('y', 'high'),
            stroke: theme.band,
            strokeWidth: 11,
          }),
        ]
      : []),
    diagonal(theme),
    ...(single
      ? [
          mark('line', 'corp', {
            x: on('x', 'confidence'),
            y: on('y', 'recalibrated'),
            stroke: theme.muted,
            strokeWidth: 1.5,
            strokeJoin: 'round',
          }),
        ]
      : [
          groupedMark('line', {
            data: 'bins',
            by: ['series'],
            channels: { ...at, stroke: of('color'), strokeDash: of('dash'), strokeWidth: 1.5 },
          }),
        ]),
    mark('rule', 'bins', {
      x: on('x', 'confidence'),
      y: on('y', 'low'),
      y2: on('y', 'high'),
      stroke: of('color'),
      strokeWidth: 1.5,
    }),
    mark('symbol', 'bins', {
      ...at,
      size: 58,
      shape: of('shape'),
      fill: of('color'),
      stroke: theme.background,
      strokeWidth: 1,
    }),
  ];
}

/** A bar for each filled bin; those of several series stand side by side in it. */
function countRows(series: readonly Styled[]) {
  return series.flatMap(({ label, bins, n, style }, i) =>
    bins
      .filter((bin) => bin.count > 0)
      .map((bin) => {
        const width = (bin.high - bin.low) / series.length;
        const from = bin.low + i * width;
        const correct = Math.round(bin.count * (bin.accuracy ?? 0));
        return {
          series: label,
          bin: [bin.low, bin.high],
          color: style.color,
          count: bin.count,
          share: bin.count / n,
          correct,
          label: count(bin.count),
          from: from + 0.06 * width,
          to: from + 0.94 * width,
          middle: from + width / 2,
        };
      }),
  );
}

function countMarks(series: readonly Styled[], width: number, theme: Theme): readonly Mark[] {
  const across = { x: on('x', 'from'), x2: on('x', 'to') };
  const zero = { scale: 'y', value: 0 };
  if (series.length > 1)
    return [mark('rect', 'counts', { ...across, y: on('y', 'share'), y2: zero, fill: of('color') })];
  const rows = countRows(series);
  const narrowest = Math.min(...rows.map(({ from, to }) => to - from)) * width;
  const fits = rows.every(({ label }) => measureText(label, SIZES.small) <= narrowest / 0.88 - 3);
  return [
    mark('rect', 'counts', {
      ...across,
      y: on('y', 'count'),
      y2: on('y', 'correct'),
      fill: of('color'),
      fillOpacity: PALE,
    }),
    mark('rect', 'counts', { ...across, y: on('y', 'correct'), y2: zero, fill: of('color') }),
    ...(fits
      ? [
          mark('text', 'counts', {
            ...textChannels({ size: SIZES.small, color: theme.muted, align: 'center' }),
            x: on('x', 'middle'),
            y: { scale: 'y', field: 'count', offset: -4 },
            text: of('label'),
          }),
        ]
      : []),
  ];
}
