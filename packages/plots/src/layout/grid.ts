import type { Mark } from 'vega';
import type { Area } from './figure.js';
import type { Drawn } from './panel.js';

/** Room between panels. */
const GAP = 22;

/** A place of a grid of panels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * Draws panels in rows.
 *
 * A row is as high as its highest panel; a panel alone in its row is as wide as the grid.
 */
export function grid<Item>(
  { x, y, width }: Area,
  items: readonly Item[],
  {
    columns,
    gap = GAP,
    draw,
  }: {
    readonly columns: number;
    readonly gap?: number;
    readonly draw: (item: Item, place: Place, index: number) => Drawn;
  },
): Drawn {
  const each = (width - gap * (columns - 1)) / columns;
  const marks: Mark[] = [];
  let [top, row] = [0, 0];
  items.forEach((item, i) => {
    const column = i % columns;
    if (column === 0 && i > 0) [top, row] = [top + row + 18, 0];
    const alone = column === 0 && i === items.length - 1;
    const place = { x: x + column * (each + gap), y: y + top, width: alone ? width : each };
    const drawn = draw(item, place, i);
    marks.push(...drawn.marks);
    row = Math.max(row, drawn.height);
  });
  return { marks, height: top + row };
}

/** Drawings under each other. */
export function stack(y: number, draws: readonly ((y: number) => Drawn)[], gap = 0): Drawn {
  const marks: Mark[] = [];
  let height = 0;
  draws.forEach((draw, i) => {
    if (i > 0) height += gap;
    const drawn = draw(y + height);
    marks.push(...drawn.marks);
    height += drawn.height;
  });
  return { marks, height };
}
