import type { Mark } from 'vega';
import type { FigureEstimate } from '../text/format.js';
import { fitText, measureText, wrapText } from '../text/measure.js';
import { SIZES } from '../theme/font.js';
import { type AxisOptions, axisAround, thinned } from './axis.js';
import type { Area } from './figure.js';
import { grid } from './grid.js';
import { group, linear, mark, of, on } from './mark.js';
import type { Drawn } from './panel.js';
import { referenceLine } from './reference.js';
import { textChannels, textLines } from './text-mark.js';

/** A quantity with an interval, shown in a panel of its own. */
export interface Measure<Key extends string = string>
  extends Pick<AxisOptions, 'include' | 'within' | 'show'> {
  readonly key: Key;
  readonly title: string;
  /** How the numbers beside the points are written. */
  readonly number: (of: FigureEstimate | null | undefined) => string;
  /** A value with a meaning, marked by a dashed line. */
  readonly reference?: number;
}

/** A row: a label, and one line for each series that is compared in it. */
export interface IntervalRow {
  readonly label: string;
  /** Below the label, such as the number of answers. */
  readonly detail?: string;
  readonly bold?: boolean;
  readonly lines: readonly {
    readonly color: string;
    readonly shape: string;
    readonly estimates: Readonly<Record<string, FigureEstimate | null | undefined>>;
  }[];
}

const LINE = 17;
const ROW_GAP = 7;
const MOST_LINES = 3;

/** One panel a measure: each row's estimates as points with intervals, and the numbers beside them. */
export function intervalPanels(
  rows: readonly IntervalRow[],
  measures: readonly Measure[],
  area: Area,
): Drawn {
  const columns = area.wide ? Math.min(2, measures.length) : 1;
  return grid(area, measures, {
    columns,
    draw: (measure, place) => intervalPanel(rows, measure, { ...area, ...place }),
  });
}

function intervalPanel(all: readonly IntervalRow[], measure: Measure, area: Area): Drawn {
  const rows = all.filter(({ lines }) => lines.some(({ estimates }) => estimates[measure.key]));
  const { theme, x, y, width } = area;
  const estimates = rows.flatMap(({ lines }) => lines.map((line) => line.estimates[measure.key] ?? null));
  const numbers = Math.max(...estimates.map((each) => measureText(measure.number(each), SIZES.small)));
  const labels = Math.min(
    0.36 * width,
    Math.max(...rows.map(({ label, bold }) => measureText(label, SIZES.tick, bold ? 'bold' : 'regular'))),
  );
  const [left, right] = [Math.ceil(labels) + 12, Math.ceil(numbers) + 12];
  const plot = width - left - right;
  const known = estimates.flatMap((each) =>
    each?.value === null || each === null
      ? []
      : [each.value, each.low ?? each.value, each.high ?? each.value],
  );
  const axis = axisAround(known.length > 0 ? known : [0, 1], { ...measure, title: '', count: 3 });
  const ticks = thinned(axis, plot, ({ label }) => measureText(label, SIZES.tick));
  const placed = placeRows(rows, labels);
  const height = (placed.at(-1)?.bottom ?? 0) + 4;
  const points = placed.flatMap(({ row, middles }) =>
    row.lines.map((line, i) => {
      const found = line.estimates[measure.key] ?? null;
      const number = measure.number(found);
      const { value = null, low = null, high = null } = found ?? {};
      return {
        label: row.label,
        color: line.color,
        shape: line.shape,
        y: middles[i],
        value,
        low,
        high,
        number,
      };
    }),
  );
  const drawn = points.filter(({ value }) => value !== null);
  const tick = textChannels({ size: SIZES.tick, color: theme.muted, align: 'center' });
  const small = textChannels({ size: SIZES.small, color: theme.muted, baseline: 'middle' });
  const title = textLines(
    [fitText(measure.title, width, SIZES.heading, 'bold')],
    { x, y: y + 12, lineHeight: 15 },
    { size: SIZES.heading, weight: 'bold', color: theme.text },
  );
  const top = y + 22;
  const body = group(
    { x: x + left, y: top, width: plot, height },
    {
      data: {
        ticks,
        points,
        drawn: drawn.map((each) => ({ ...each, low: each.low ?? each.value, high: each.high ?? each.value })),
      },
      scales: [linear('x', axis.domain, [0, plot])],
      marks: [
        mark('rule', 'ticks', { x: on('x', 'value'), y: 0, y2: height, stroke: theme.grid, strokeWidth: 1 }),
        mark('rule', null, { x: 0, x2: plot, y: height, stroke: theme.axis, strokeWidth: 1 }),
        ...(measure.reference === undefined ? [] : [referenceLine(theme, 'x', measure.reference, height)]),
        mark('rule', 'drawn', {
          x: on('x', 'low'),
          x2: on('x', 'high'),
          y: of('y'),
          stroke: of('color'),
          strokeWidth: 2,
        }),
        mark('symbol', 'drawn', {
          x: on('x', 'value'),
          y: of('y'),
          size: 58,
          shape: of('shape'),
          fill: of('color'),
          stroke: theme.background,
          strokeWidth: 1,
        }),
        mark('text', 'points', { ...small, x: plot + 10, y: of('y'), text: of('number') }),
        mark('text', 'ticks', { ...tick, x: on('x', 'value'), y: height + 16, text: of('label') }),
      ],
    },
  );
  const names = placed.flatMap(({ row, centre }): readonly Mark[] => {
    const weight = row.bold ? 'bold' : 'regular';
    const lines = labelLines(row, labels);
    const details =
      row.detail === undefined ? [] : wrapText(row.detail, labels + 10, SIZES.small).slice(0, 1);
    const first = top + centre + 4 - 6.5 * (lines.length + details.length - 1);
    return [
      ...textLines(lines, { x, y: first, lineHeight: 13 }, { size: SIZES.tick, color: theme.text, weight }),
      ...textLines(
        details,
        { x, y: first + 13 * lines.length, lineHeight: 13 },
        { size: SIZES.small, color: theme.muted },
      ),
    ];
  });
  return { marks: [...title, ...names, body], height: 22 + height + 20 };
}

/** A label in up to three lines; what is longer still is cut. */
function labelLines({ label, bold }: IntervalRow, width: number): readonly string[] {
  const weight = bold ? 'bold' : 'regular';
  const lines = wrapText(label, width + 1, SIZES.tick, weight);
  return lines.length <= MOST_LINES
    ? lines
    : [
        ...lines.slice(0, MOST_LINES - 1),
        fitText(lines.slice(MOST_LINES - 1).join(' '), width + 1, SIZES.tick, weight),
      ];
}

/** Where the lines of each row lie; a row is at least as high as its label. */
function placeRows(rows: readonly IntervalRow[], labels: number) {
  let y = 2;
  return rows.map((row) => {
    const words = labelLines(row, labels).length + (row.detail === undefined ? 0 : 1);
    const height = Math.max(row.lines.length * LINE, words * 13);
    const start = y + (height - row.lines.length * LINE) / 2;
    const middles = row.lines.map((_, i) => start + (i + 0.5) * LINE);
    y += height + ROW_GAP;
    return { row, middles, centre: y - ROW_GAP - height / 2, bottom: y };
  });
}
