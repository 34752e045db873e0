import type { Mark } from 'vega';
import { count, percent } from '../text/format.js';
import { fitText, measureText } from '../text/measure.js';
import { SIZES } from '../theme/font.js';
import type { Area } from './figure.js';
import { hatching } from './hatching.js';
import { group, mark, of } from './mark.js';
import type { Drawn } from './panel.js';
import { textChannels, textLines } from './text-mark.js';

/** A cell of a heatmap; a cell that is not given, or has no answers, is hatched. */
export interface HeatmapCell {
  readonly row: string;
  /** The range of confidences. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly color: string;
  /** Whether the color is far from the background, so that the count is written in that. */
  readonly strong: boolean;
}

const ROW = 26;

/** Rows against ranges of confidence, the count in each cell. */
export function heatmap(
  cells: readonly HeatmapCell[],
  rows: readonly string[],
  { area, title }: { readonly area: Area; readonly title: string },
): Drawn {
  const { theme, x, y, width } = area;
  const edges = [...new Set(cells.flatMap(({ low, high }) => [low, high]))].sort((a, b) => a - b);
  const [first = 0, last = 1] = [edges[0], edges.at(-1)];
  const left = Math.min(
    0.3 * width,
    Math.ceil(Math.max(...rows.map((row) => measureText(row, SIZES.tick)))) + 8,
  );
  const right = Math.ceil(measureText(percent(last), SIZES.tick) / 2);
  const plot = width - left - right;
  const place = (confidence: number) => ((confidence - first) / (last - first)) * plot;
  const columns = edges.slice(1).map((high, i) => ({ low: edges[i] as number, high }));
  const at = (row: number, { low, high }: { readonly low: number; readonly high: number }) => ({
    x: place(low) + 1,
    y: row * ROW + 1,
    width: place(high) - place(low) - 2,
    height: ROW - 2,
  });
  const filled = cells.filter(({ n }) => n > 0);
  const drawn = filled.map((cell) => {
    const box = at(rows.indexOf(cell.row), cell);
    const text = [count(cell.n), compactCount(cell.n), ''].find(
      (each) => measureText(each, SIZES.small) <= box.width - 2,
    );
    const color = cell.strong ? theme.background : theme.text;
    return {
      ...cell,
      ...box,
      text,
      textColor: color,
      centre: box.x + box.width / 2,
      middle: box.y + box.height / 2,
    };
  });
  const known = new Set(filled.map(({ row, low }) => `${row}\n${low}`));
  const empty = rows.flatMap((row, i) =>
    columns.filter(({ low }) => !known.has(`${row}\n${low}`)).map((column) => at(i, column)),
  );
  const every = columns.length > 5 && plot / columns.length < 36 ? 2 : 1;
  const ticks = edges
    .filter((_, i) => i % every === 0)
    .map((edge) => ({ x: place(edge), label: percent(edge) }));
  const height = rows.length * ROW;
  const label = textChannels({ size: SIZES.tick, color: theme.muted, align: 'center' });
  const body = group(
    { x: x + left, y, width: plot, height },
    {
      data: { cells: drawn, hatching: empty.flatMap(hatching), ticks },
      marks: [
        mark('rule', 'hatching', {
          x: of('x'),
          x2: of('x2'),
          y: of('y'),
          y2: of('y2'),
          stroke: theme.hatch,
          strokeWidth: 1,
        }),
        mark('rect', 'cells', {
          x: of('x'),
          y: of('y'),
          width: of('width'),
          height: of('height'),
          fill: of('color'),
        }),
        mark('text', 'cells', {
          ...textChannels({ size: SIZES.small, color: theme.text, align: 'center', baseline: 'middle' }),
          x: of('centre'),
          y: of('middle'),
          fill: of('textColor'),
          text: of('text'),
        }),
        mark('text', 'ticks', { ...label, x: of('x'), y: height + 15, text: of('label') }),
        mark('text', null, { ...label, x: plot / 2, y: height + 33, text: title }),
      ],
    },
  );
  const names = rows.flatMap((row, i): readonly Mark[] =>
    textLines(
      [fitText(row, left - 6, SIZES.tick)],
      { x, y: y + i * ROW + ROW / 2 + 4, lineHeight: ROW },
      { size: SIZES.tick, color: theme.text },
    ),
  );
  return { marks: [...names, body], height: height + 38 };
}

/** 12,345 as 12k. */
function compactCount(n: number): string {
  return n < 1000 ? String(n) : n < 9950 ? `${(n / 1000).toFixed(1)}k` : `${Math.round(n / 1000)}k`;
}

/** The colours of a heatmap and the values between them. */
export function colorKey(
  colors: readonly string[],
  limits: readonly string[],
  { area, ends }: { readonly area: Area; readonly ends: readonly [string, string] },
): Drawn {
  const { theme, x, y, width } = area;
  const each = Math.min(44, (width - 20) / colors.length);
  const small = textChannels({ size: SIZES.small, color: theme.muted, align: 'center' });
  const [low, high] = ends;
  const end = { size: SIZES.tick, color: theme.text } as const;
  const right = x + colors.length * each;
  return {
    marks: [
      ...textLines([low], { x, y: y + 10, lineHeight: 12 }, end),
      ...textLines([high], { x: right, y: y + 10, lineHeight: 12 }, { ...end, align: 'right' }),
      ...colors.map((fill, i) =>
        mark('rect', null, { x: x + i * each, y: y + 15, width: each - 1, height: 11, fill }),
      ),
      ...limits.map((text, i) => mark('text', null, { ...small, x: x + (i + 1) * each, y: y + 38, text })),
    ],
    height: 46,
  };
}
