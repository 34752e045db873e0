import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import type { FigureSpec } from '../layout/figure.js';
import { toSvg } from '../render/to-svg.js';

const FONTS = ['regular', 'bold'].map((weight) =>
  fileURLToPath(new URL(`../../fonts/arimo-${weight}.ttf`, import.meta.url)),
);

export interface PngOptions {
  /** Pixels of the image for one of the figure; 2 unless given. */
  readonly scale?: number;
  /**
   * Whether the machine's fonts draw the characters that the shipped one lacks, such as Chinese ones; no
   * unless given, and the picture is the same everywhere.
   */
  readonly systemFonts?: boolean;
}

/**
 * Renders a figure as PNG with the shipped font, which has Latin, Greek and Cyrillic letters.
 *
 * The same specification gives the same bytes.
 */
export async function toPng(
  spec: FigureSpec,
  { scale = 2, systemFonts = false }: PngOptions = {},
): Promise<Uint8Array> {
  const image = new Resvg(await toSvg(spec), {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      fontFiles: FONTS,
      loadSystemFonts: systemFonts,
      defaultFontFamily: 'Arimo',
      sansSerifFamily: 'Arimo',
    },
  });
  return image.render().asPng();
}
