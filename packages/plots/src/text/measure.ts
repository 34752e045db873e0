import { FONT_WIDTHS } from './font-widths.js';

export type Weight = keyof typeof FONT_WIDTHS;

const EM = 2048;

const widthsOf = (weight: Weight): ReadonlyMap<number, number> =>
  new Map(
    FONT_WIDTHS[weight].flatMap(([first, widths]) =>
      widths
        .split(' ')
        .map((width, i) => [first + i, Number.parseInt(width, 36)] as const)
        .filter(([, width]) => width > 0),
    ),
  );

const WIDTHS = { regular: /* @__PURE__ */ widthsOf('regular'), bold: /* @__PURE__ */ widthsOf('bold') };

/**
 * The width of a text in pixels in the shipped font.
 *
 * Kerning is left out, which makes it a little wide; a character the font lacks counts one em.
 */
export function measureText(text: string, size: number, weight: Weight = 'regular'): number {
  let units = 0;
  for (const character of text) units += WIDTHS[weight].get(character.codePointAt(0) as number) ?? EM;
  return (units * size) / EM;
}

/** The text on one line, without control characters, marks of direction and halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp} ]+/gu, ' ')
    .trim()
    .slice(0, 2000);
}

/** Where a long word may be broken. */
const PIECES = /(?<=[-/+])(?=.)/u;

/** What stands for a name without a visible character. */
const NAMELESS = '–';

/** The clean text, cut with an ellipsis where it is wider than so many pixels. */
export function fitText(text: string, width: number, size: number, weight: Weight = 'regular'): string {
  const clean = cleanText(text) || NAMELESS;
  if (measureText(clean, size, weight) <= width) return clean;
  const characters = [...clean];
  while (characters.length > 0 && measureText(`${characters.join('')}…`, size, weight) > width)
    characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/**
 * The clean text in lines of at most so many pixels, broken between words.
 *
 * A longer word is broken after its hyphens, slashes and plus signs; what is longer still is cut.
 */
export function wrapText(
  text: string,
  width: number,
  size: number,
  weight: Weight = 'regular',
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (some: string) => measureText(some, size, weight) <= width;
  const append = (piece: string, gap: string) => {
    const longer = line === '' ? piece : line + gap + piece;
    if (fits(longer)) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = fitText(piece, width, size, weight);
    }
  };
  for (const word of (cleanText(text) || NAMELESS).split(' '))
    for (const [i, piece] of (fits(word) ? [word] : word.split(PIECES)).entries())
      append(piece, i === 0 ? ' ' : '');
  if (line !== '') lines.push(line);
  return lines;
}
