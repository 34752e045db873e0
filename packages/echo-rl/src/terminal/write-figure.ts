import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeAtomically } from '@echo/files/write-atomically';
import type { FigureSpec } from '@echo/plots';

/** Writes a figure as SVG, and as PNG where that is wanted; returns the files. `path` has no extension. */
export async function writeFigure(path: string, spec: FigureSpec, png: boolean): Promise<readonly string[]> {
  const { toSvg } = await import('@echo/plots/render');
  await mkdir(dirname(path), { recursive: true });
  await writeAtomically(`${path}.svg`, await toSvg(spec));
  if (!png) return [`${path}.svg`];
  const { toPng } = await import('@echo/plots/png');
  await writeAtomically(`${path}.png`, await toPng(spec));
  return [`${path}.svg`, `${path}.png`];
}
