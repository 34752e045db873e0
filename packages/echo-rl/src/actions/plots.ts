import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import type { FigureSpec } from '@echo/plots';
import { toPng } from '@echo/plots/png';
import { toSvg } from '@echo/plots/render';
import type { PlotsArguments } from '../commands/plots.js';
import { expectFreeFolder } from '../terminal/out-folder.js';
import { keptFigures } from './kept-figures.js';
import { figuresOfFolder, figuresOfLog, type NamedFigure } from './source-figures.js';

/** Draws every figure that a source has data for. */
export async function plots(source: string | undefined, options: PlotsArguments): Promise<void> {
  const { out, force = false, json = false } = options;
  await expectFreeFolder(out, force);
  const figures = source === undefined ? await keptFigures() : await figuresOf(source);
  const files: string[] = [];
  for (const { name, draw } of figures) {
    const spec = draw({ theme: options.theme, ...(options.width !== undefined && { width: options.width }) });
    files.push(...(await drawn(join(out, name), spec, options.png ?? false)));
  }
  process.stdout.write(
    json ? `${JSON.stringify({ files })}\n` : `${files.join('\n')}\n\n${figures.length} figures in ${out}.\n`,
  );
}

async function figuresOf(source: string): Promise<readonly NamedFigure[]> {
  if (!existsSync(source))
    throw new EchoError(
      'not-found',
      `There is no ${source}; name a folder or a log, or nothing for our own results.`,
    );
  return statSync(source).isDirectory() ? figuresOfFolder(source) : figuresOfLog(source, basename(source));
}

async function drawn(path: string, spec: FigureSpec, png: boolean): Promise<readonly string[]> {
  await mkdir(dirname(path), { recursive: true });
  await writeAtomically(`${path}.svg`, await toSvg(spec));
  if (!png) return [`${path}.svg`];
  await writeAtomically(`${path}.png`, await toPng(spec));
  return [`${path}.svg`, `${path}.png`];
}
