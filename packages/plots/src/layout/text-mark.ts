import type { Mark } from 'vega';
import { FONT } from '../theme/font.js';
import { mark } from './mark.js';

export interface TextStyle {
  readonly size?: number;
  readonly weight?: 'regular' | 'bold';
  readonly color: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly baseline?: 'top' | 'middle' | 'bottom' | 'alphabetic';
}

/** The channels of a text of this style; its place and words are added by the caller. */
export function textChannels({ size = 11, weight, color, align, baseline }: TextStyle) {
  return {
    font: FONT,
    fontSize: size,
    ...(weight === 'bold' && { fontWeight: 700 }),
    fill: color,
    align: align ?? 'left',
    baseline: baseline ?? 'alphabetic',
  };
}

/** Lines of text under each other, the first one's baseline at y. */
export function textLines(
  lines: readonly string[],
  at: { readonly x: number; readonly y: number; readonly lineHeight: number },
  style: TextStyle,
): readonly Mark[] {
  return lines.map((text, i) =>
    mark('text', null, { x: at.x, y: at.y + i * at.lineHeight, text, ...textChannels(style) }),
  );
}
