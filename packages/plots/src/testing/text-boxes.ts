import type { Bounds, Item, Scene, SceneGroup } from 'vega';
import type { FigureSpec } from '../layout/figure.js';
import { viewOf } from '../render/view.js';

/** A text as it is drawn, in pixels of the figure. */
export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The boxes of all text of a figure, from Vega's scenegraph. */
export async function textBoxes(spec: FigureSpec): Promise<readonly TextBox[]> {
  const view = await viewOf(spec).runAsync();
  try {
    const scene = view.scenegraph() as unknown as { readonly root: Scene };
    return boxesIn(scene.root, 0, 0);
  } finally {
    view.finalize();
  }
}

function boxesIn(scene: Scene, x: number, y: number): readonly TextBox[] {
  return (scene.items as unknown as readonly (Item & SceneGroup)[]).flatMap((item): readonly TextBox[] => {
    if (scene.marktype === 'group')
      return item.items.flatMap((child) => boxesIn(child as Scene, x + (item.x ?? 0), y + (item.y ?? 0)));
    const { text, bounds } = item as unknown as { readonly text?: string; readonly bounds: Bounds };
    if (scene.marktype !== 'text' || !text) return [];
    return [{ text, left: x + bounds.x1, right: x + bounds.x2, top: y + bounds.y1, bottom: y + bounds.y2 }];
  });
}

/** Sentences about texts that cross each other or the edge of the figure; none of a readable one. */
export async function textFaults(spec: FigureSpec): Promise<readonly string[]> {
  const boxes = await textBoxes(spec);
  const { width = 0, height = 0 } = spec as { readonly width?: number; readonly height?: number };
  const outside = boxes
    .filter(({ left, right, top, bottom }) => left < 0 || top < 0 || right > width || bottom > height)
    .map(({ text }) => `“${text}” leaves the figure`);
  const crossing = boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => overlap(a, b))
      .map((b) => `“${a.text}” lies over “${b.text}”`),
  );
  return [...outside, ...crossing];
}

/** Vega's boxes have the height of the font, of which the outermost pixel is empty. */
const SLACK = 1;

const overlap = (a: TextBox, b: TextBox) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;
