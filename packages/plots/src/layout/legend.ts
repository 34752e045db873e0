import type { Mark } from 'vega';
import { fitText, measureText } from '../text/measure.js';
import { SIZES } from '../theme/font.js';
import type { Theme } from '../theme/theme.js';
import { hatching } from './hatching.js';
import { mark, PALE } from './mark.js';
import type { Drawn } from './panel.js';
import { textLines } from './text-mark.js';

/** A sign that a figure uses and what it means. */
export interface LegendItem {
  readonly label: string;
  readonly sign: 'point' | 'hollow' | 'interval' | 'line' | 'band' | 'bar' | 'pale' | 'ring' | 'hatch';
  readonly color: string;
  readonly shape?: string;
  readonly dash?: readonly number[];
}

const SIGN = 24;
const GAP = 16;
const ROW = 18;

/** The signs of a figure side by side, in as many rows as they need. */
export function legend(
  items: readonly LegendItem[],
  {
    theme,
    x,
    y,
    width,
  }: { readonly theme: Theme; readonly x: number; readonly y: number; readonly width: number },
): Drawn {
  let [left, row] = [0, 0];
  const marks = items.flatMap((item) => {
    const label = fitText(item.label, width - SIGN, SIZES.label);
    const taken = SIGN + measureText(label, SIZES.label);
    if (left > 0 && left + taken > width) [left, row] = [0, row + 1];
    const at = { x: x + left, y: y + row * ROW };
    left += taken + GAP;
    return [
      ...sign(item, { ...at, background: theme.background }),
      ...textLines(
        [label],
        { x: at.x + SIGN, y: at.y + 13, lineHeight: ROW },
        { size: SIZES.label, color: theme.text },
      ),
    ];
  });
  return { marks, height: items.length === 0 ? 0 : ROW * (row + 1) };
}

function sign(
  item: LegendItem,
  { x, y, background }: { readonly x: number; readonly y: number; readonly background: string },
): readonly Mark[] {
  const { color, shape = 'circle', dash = [] } = item;
  const middle = y + 9;
  const line = { stroke: color, strokeDash: { value: dash } };
  const point = mark('symbol', null, { x: x + 9, y: middle, size: 58, shape, fill: color });
  switch (item.sign) {
    case 'point':
      return [point];
    case 'hollow':
      return [
        mark('rule', null, { x, x2: x + 18, y: middle, stroke: color, strokeWidth: 1.5 }),
        mark('symbol', null, {
          x: x + 9,
          y: middle,
          size: 50,
          fill: background,
          stroke: color,
          strokeWidth: 2,
        }),
      ];
    case 'interval':
      return [mark('rule', null, { x: x + 9, y: y + 1, y2: y + 17, stroke: color, strokeWidth: 1.5 }), point];
    case 'line':
      return [mark('rule', null, { x, x2: x + 18, y: middle, strokeWidth: 2, ...line })];
    case 'band':
      return [mark('rect', null, { x, y: y + 4, width: 18, height: 10, fill: color, fillOpacity: 0.35 })];
    case 'bar':
      return [mark('rect', null, { x: x + 3, y: y + 3, width: 12, height: 12, fill: color })];
    case 'pale':
      return [
        mark('rect', null, { x: x + 3, y: y + 3, width: 12, height: 12, fill: color, fillOpacity: PALE }),
      ];
    case 'ring':
      return [
        mark('symbol', null, {
          x: x + 9,
          y: middle,
          size: 80,
          shape,
          fill: 'none',
          stroke: color,
          strokeWidth: 2.5,
        }),
      ];
    case 'hatch':
      return hatching({ x: x + 3, y: y + 3, width: 12, height: 12 }).map((segment) =>
        mark('rule', null, { ...segment, stroke: color, strokeWidth: 1 }),
      );
  }
}
