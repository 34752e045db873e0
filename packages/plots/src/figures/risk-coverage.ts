import type { Mark } from 'vega';
import { axisAround, probabilityAxis } from '../layout/axis.js';
import { expectData } from '../layout/expect.js';
import { type Area, type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import type { LegendItem } from '../layout/legend.js';
import { groupedMark, loneRows, mark, of, on } from '../layout/mark.js';
import { panel, plotWidth } from '../layout/panel.js';
import { referenceLine } from '../layout/reference.js';
import { count, estimate, type FigureEstimate, percent } from '../text/format.js';
import { seriesStyles } from '../theme/series-style.js';
import type { Theme } from '../theme/theme.js';

/** A point of a risk–coverage curve, as `@echo/metrics` gives it, with an interval of the risk. */
export interface RiskPoint {
  readonly threshold: number;
  readonly coverage: number;
  readonly risk: number;
  readonly low?: number;
  readonly high?: number;
}

/** From which confidence on to answer for a wanted risk. */
export interface AbstentionThreshold {
  readonly threshold: number;
  readonly coverage: number;
  readonly risk: number;
}

export interface RiskSeries {
  readonly label: string;
  readonly n: number;
  readonly curve: readonly RiskPoint[];
  /** Area under the curve. */
  readonly aurc?: FigureEstimate | number | null;
  /** Null where no threshold can be promised to keep the wanted risk. */
  readonly threshold?: AbstentionThreshold | null;
}

export interface RiskCoverageOptions extends FigureOptions {
  /** The largest share of incorrect answers among those given. */
  readonly wantedRisk?: number;
}

const NAME = 'a risk–coverage curve';

/** A line of pixels cannot show more points. */
const MOST = 300;

/** Below this coverage an interval may be cut: there it would stretch the axis and say little. */
const NARROW = 0.1;

/**
 * The share of incorrect answers among those given, against the share of questions answered when only the
 * most confident are.
 *
 * Of a confidence that says nothing the curve is the flat dashed line. A ring marks where to abstain for the
 * wanted risk.
 */
export function riskCoverage(series: readonly RiskSeries[], options: RiskCoverageOptions): FigureSpec {
  const filled = series.filter(({ curve }) => curve.length > 0);
  expectData(NAME, filled, 'pass the curve of at least one graded answer');
  const { wantedRisk } = options;
  return figure(options, {
    name: NAME,
    subtitle: filled
      .map(
        ({ label, n, aurc }) =>
          `${filled.length > 1 ? `${label}: ` : ''}n\u00a0=\u00a0${count(n)}${
            aurc === null || aurc === undefined ? '' : `, AURC\u00a0${estimate(aurc)}`
          }`,
      )
      .join(' · '),
    legend: (theme) => legendOf(filled, theme, wantedRisk),
    note: 'Lower is better. Flat: the confidence does not tell correct from incorrect answers.',
    draw: (area) => chart(filled, area, wantedRisk),
  });
}

function legendOf(series: readonly RiskSeries[], theme: Theme, wantedRisk: number | undefined) {
  const styles = seriesStyles(theme, series.length);
  const items: LegendItem[] = series.map(({ label }, i) => ({
    label,
    sign: 'line',
    color: styles[i]?.color ?? '',
    dash: styles[i]?.dash ?? [],
  }));
  items.push({ label: 'answering a random choice', sign: 'line', color: theme.reference, dash: [2, 3] });
  if (wantedRisk !== undefined)
    items.push({
      label: `wanted risk ${percent(wantedRisk)}`,
      sign: 'line',
      color: theme.reference,
      dash: [5, 4],
    });
  series.forEach(({ label, threshold }, i) => {
    if (!threshold) return;
    const name = series.length > 1 ? `${label}: ` : '';
    items.push({
      label: `${name}answer from ${percent(threshold.threshold)} on: ${percent(threshold.coverage)} answered`,
      sign: 'ring',
      color: styles[i]?.color ?? '',
    });
  });
  return items;
}

function chart(series: readonly RiskSeries[], { theme, x, y, width }: Area, wantedRisk: number | undefined) {
  const styles = seriesStyles(theme, series.length);
  const rows = series.flatMap(({ label, curve }, i) => {
    const every = Math.ceil(curve.length / MOST);
    const { color = '', dash = [] } = styles[i] ?? {};
    return curve
      .filter((_, j) => j % every === 0 || j === curve.length - 1)
      .map(({ low, high, ...point }) => ({
        ...point,
        low: low ?? point.risk,
        high: high ?? point.risk,
        series: label,
        color,
        dash,
      }));
  });
  const yAxis = axisAround(
    rows.flatMap(({ coverage, risk, high }) => (coverage < NARROW ? [risk] : [risk, high])),
    {
      title: 'Risk: incorrect among the answered',
      show: 'percent',
      include: [0, wantedRisk ?? 0],
      within: [0, 1],
    },
  );
  const top = yAxis.domain[1];
  const base = { theme, x, y, width, xAxis: probabilityAxis('Coverage: share of questions answered'), yAxis };
  const length = plotWidth({ ...base, plotHeight: 0 });
  const marks: Mark[] = [
    groupedMark('area', {
      data: 'curve',
      by: ['series'],
      channels: {
        x: on('x', 'coverage'),
        y: on('y', 'low'),
        y2: on('y', 'high'),
        fill: of('color'),
        fillOpacity: 0.16,
      },
    }),
    mark('rule', 'random', {
      x: 0,
      x2: length,
      y: on('y', 'risk'),
      stroke: of('color'),
      strokeDash: { value: [2, 3] },
      strokeWidth: 1.25,
    }),
    ...(wantedRisk === undefined ? [] : [referenceLine(theme, 'y', wantedRisk, length)]),
    groupedMark('line', {
      data: 'curve',
      by: ['series'],
      channels: {
        x: on('x', 'coverage'),
        y: on('y', 'risk'),
        stroke: of('color'),
        strokeDash: of('dash'),
        strokeWidth: 2,
      },
    }),
    mark('symbol', 'lone', { x: on('x', 'coverage'), y: on('y', 'risk'), size: 40, fill: of('color') }),
    mark('symbol', 'thresholds', {
      x: on('x', 'coverage'),
      y: on('y', 'risk'),
      size: 110,
      shape: 'circle',
      fill: theme.background,
      stroke: of('color'),
      strokeWidth: 2.5,
    }),
  ];
  return panel({
    ...base,
    plotHeight: Math.min(300, Math.round(length * 0.75)),
    data: {
      curve: rows.map((row) => ({ ...row, high: Math.min(top, row.high) })),
      lone: loneRows(rows, ({ series: name }) => name),
      random: series.map(({ curve }, i) => ({ risk: curve.at(-1)?.risk ?? 0, color: styles[i]?.color })),
      thresholds: series.flatMap(({ threshold }, i) =>
        threshold ? [{ ...threshold, color: styles[i]?.color }] : [],
      ),
    },
    marks,
  });
}
