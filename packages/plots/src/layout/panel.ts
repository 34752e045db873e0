import type { Mark } from 'vega';
import { fitText, measureText, wrapText } from '../text/measure.js';
import { SIZES } from '../theme/font.js';
import type { Theme } from '../theme/theme.js';
import { type Axis, labelWidth, thinned } from './axis.js';
import { group, linear, mark, of, on } from './mark.js';
import { textChannels, textLines } from './text-mark.js';

export interface Panel {
  readonly theme: Theme;
  /** The left edge, the top and the width of everything, labels included. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The height between the axes. */
  readonly plotHeight: number;
  readonly xAxis: Axis;
  readonly yAxis: Axis;
  /** Room for the labels of the y axis; what they need unless given. */
  readonly left?: number;
  readonly heading?: string;
  /** Lines of smaller text below the heading. */
  readonly details?: readonly string[];
  /** Leaves out the labels and the title of the x axis, where the panel below has them. */
  readonly hideX?: boolean;
  readonly data: Readonly<Record<string, readonly object[]>>;
  /** In the scales `x` and `y`. */
  readonly marks: readonly Mark[];
}

/** A drawn part of a figure and the height it takes. */
export interface Drawn {
  readonly marks: readonly Mark[];
  readonly height: number;
}

/** The room that the labels of a y axis take. */
export const leftOf = (axis: Axis): number => Math.ceil(labelWidth(axis.ticks)) + 8;

/** The room right of a plot for half of the last label of its x axis. */
export function rightOf(axis: Axis): number {
  const last = axis.ticks.at(-1);
  return last === undefined ? 4 : Math.max(4, Math.ceil(measureText(last.label, SIZES.tick) / 2));
}

/** The width between the axes of such a panel. */
export const plotWidth = ({ width, xAxis, yAxis, left = leftOf(yAxis) }: Omit<Panel, 'marks' | 'data'>) =>
  width - left - rightOf(xAxis);

/**
 * A plot with its axes: the title of the y axis stands level above it, where it can be read and takes no
 * width.
 */
export function panel(of_: Panel): Drawn {
  const { theme, xAxis, yAxis, plotHeight, heading, details = [], hideX = false } = of_;
  const left = of_.left ?? leftOf(yAxis);
  const width = plotWidth(of_);
  const above: Mark[] = [];
  let top = of_.y;
  if (heading !== undefined) {
    const style = { size: SIZES.heading, weight: 'bold', color: theme.text } as const;
    above.push(
      ...textLines(
        [fitText(heading, of_.width, SIZES.heading, 'bold')],
        { x: of_.x, y: top + 12, lineHeight: 15 },
        style,
      ),
    );
    top += 17;
  }
  const small = details.flatMap((line) => wrapText(line, of_.width, SIZES.tick));
  above.push(
    ...textLines(small, { x: of_.x, y: top + 11, lineHeight: 14 }, { size: SIZES.tick, color: theme.muted }),
  );
  top += 14 * small.length + (small.length > 0 ? 3 : 0);
  if (yAxis.title !== undefined) {
    const lines = wrapText(yAxis.title, of_.width, SIZES.tick);
    above.push(
      ...textLines(
        lines,
        { x: of_.x, y: top + 11, lineHeight: 14 },
        { size: SIZES.tick, color: theme.muted },
      ),
    );
    top += 14 * lines.length + 10;
  } else top += 6;
  const xTicks = thinned(xAxis, width, ({ label }) => measureText(label, SIZES.tick));
  const yTicks = thinned(yAxis, plotHeight, () => SIZES.tick);
  const below: Mark[] = [];
  let height = top - of_.y + plotHeight + 6;
  if (!hideX) {
    height += 14;
    if (xAxis.title !== undefined) {
      const lines = wrapText(xAxis.title, width + rightOf(xAxis), SIZES.tick);
      below.push(
        ...textLines(
          lines,
          { x: width / 2, y: plotHeight + 34, lineHeight: 14 },
          { size: SIZES.tick, color: theme.muted, align: 'center' },
        ),
      );
      height += 4 + 14 * lines.length;
    }
  }
  const line = { stroke: theme.grid, strokeWidth: 1 };
  const tick = textChannels({ size: SIZES.tick, color: theme.muted, align: 'center' });
  const box = { x: of_.x + left, y: top, width, height: plotHeight };
  const plot = group(box, {
    data: { ...of_.data, 'x-ticks': xTicks, 'y-ticks': yTicks },
    scales: [linear('x', xAxis.domain, [0, width]), linear('y', yAxis.domain, [plotHeight, 0])],
    marks: [
      ...(xAxis.grid
        ? [mark('rule', 'x-ticks', { x: on('x', 'value'), y: 0, y2: plotHeight, ...line })]
        : []),
      ...(yAxis.grid ? [mark('rule', 'y-ticks', { y: on('y', 'value'), x: 0, x2: width, ...line })] : []),
      mark('rule', null, { x: 0, x2: width, y: plotHeight, stroke: theme.axis, strokeWidth: 1 }),
      ...of_.marks,
      ...(hideX
        ? []
        : [mark('text', 'x-ticks', { ...tick, x: on('x', 'value'), y: plotHeight + 16, text: of('label') })]),
      mark('text', 'y-ticks', {
        ...tick,
        align: 'right',
        baseline: 'middle',
        x: -6,
        y: on('y', 'value'),
        text: of('label'),
      }),
      ...below,
    ],
  });
  return { marks: [...above, plot], height };
}
