import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EchoError } from '@echo/core';
import type { PlotsArguments } from '../commands/plots.js';
import { expectFreeFolder } from '../terminal/out-folder.js';
import { writeFigure } from '../terminal/write-figure.js';
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
    files.push(...(await writeFigure(join(out, name), spec, options.png ?? false)));
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
