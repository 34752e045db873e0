/**
 * Makes the font that `@echo/plots` ships and measures text with, from Arimo (SIL Open Font License 1.1):
 * `pnpm --filter @echo/plot-font run make`.
 *
 * Writes a subset of two weights into packages/plots/fonts and their advance widths into a table. Arimo has
 * the widths of Arial, Helvetica and Liberation Sans, so a figure keeps its layout wherever one of them is.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import opentype from 'opentype.js';
import subsetFont from 'subset-font';

const WEIGHTS = { regular: '400Regular/Arimo_400Regular', bold: '700Bold/Arimo_700Bold' };

/**
 * Latin with Latin-1 and Extended-A, modifiers, Greek, Cyrillic, punctuation, indices, arrows, mathematics.
 */
const RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x2c6, 0x2dd],
  [0x37e, 0x3ff],
  [0x400, 0x45f],
  [0x2010, 0x2044],
  [0x2070, 0x209c],
  [0x20a0, 0x20bf],
  [0x2100, 0x2126],
  [0x2190, 0x2199],
  [0x2200, 0x2265],
  [0x25a0, 0x25cf],
];

const source = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/arimo/package.json'));
const plots = fileURLToPath(new URL('../../../packages/plots/', import.meta.url));
const points = RANGES.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i),
);
const text = String.fromCodePoint(...points);

const tables: string[] = [];
for (const [weight, file] of Object.entries(WEIGHTS)) {
  const font = await subsetFont(readFileSync(join(source, `${file}.ttf`)), text, {
    targetFormat: 'truetype',
  });
  writeFileSync(join(plots, 'fonts', `arimo-${weight}.ttf`), font);
  const parsed = opentype.parse(new Uint8Array(font).buffer);
  if (parsed.unitsPerEm !== 2048) throw new Error(`Expected 2048 units an em, got ${parsed.unitsPerEm}.`);
  const runs = RANGES.map(([first, last]) => {
    const widths = points
      .filter((point) => point >= first && point <= last)
      .map((point) => parsed.charToGlyph(String.fromCodePoint(point)))
      .map(({ index, advanceWidth }) => (index === 0 ? 0 : (advanceWidth ?? 0)));
    return `    [0x${first.toString(16)}, '${widths.map((width) => width.toString(36)).join(' ')}'],`;
  });
  tables.push(`  ${weight}: [`, ...runs, '  ],');
}
copyFileSync(join(source, 'LICENSE_FONT'), join(plots, 'fonts', 'OFL.txt'));
writeFileSync(
  join(plots, 'src/text/font-widths.ts'),
  [
    '/**',
    ' * Advance widths of the shipped font in 1/2048 em, base 36, by ranges of code points; written by',
    ' * `internal/plot-font`.',
    ' */',
    'export const FONT_WIDTHS = {',
    ...tables,
    '} as const;',
    '',
  ].join('\n'),
);
