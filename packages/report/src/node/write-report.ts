import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import { toSvg } from '@echo/plots/render';
import { analyzeTrials, type ReportAnalysis } from '../analysis/analyze-trials.js';
import { reportFigures } from '../figures/report-figures.js';
import { reportHtml } from '../html/report-html.js';
import { reportJson } from '../json.js';
import { reportMarkdown } from '../markdown/report-markdown.js';
import type { ReportInput, ReportOptions } from '../trial.js';

/** The page in one file, of `@echo/ui`. */
const PAGE = 'echo.html';

export interface WriteReportOptions extends ReportOptions {
  /** Whether to draw the figures as SVG files that the Markdown shows; yes unless given. */
  readonly figures?: boolean;
}

/**
 * Writes a report into a folder, which is made: report.html, report.md, report.json and figures/*.svg.
 *
 * The report links to an `echo.html` in the folder.
 *
 * Each file is written whole or not at all. Throws what `analyzeTrials` throws, before anything is written,
 * and `write-failed`.
 */
export async function writeReport(
  folder: string,
  input: ReportInput,
  { figures = true, ...options }: WriteReportOptions = {},
): Promise<ReportAnalysis> {
  const analysis = analyzeTrials(input, options);
  const files: [name: string, text: string][] = [
    ['report.json', reportJson(analysis)],
    ['report.md', reportMarkdown(analysis, figures ? { figurePath: (name) => `figures/${name}.svg` } : {})],
    ['report.html', await reportHtml(analysis, existsSync(join(folder, PAGE)) ? { page: PAGE } : {})],
  ];
  if (figures)
    for (const { name, draw } of reportFigures(analysis))
      files.push([`figures/${name}.svg`, await toSvg(draw())]);
  for (const [name, text] of files) await writeWhole(join(folder, name), text);
  return analysis;
}

async function writeWhole(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeAtomically(file, text);
  } catch (cause) {
    throw new EchoError(
      'write-failed',
      `The report could not be written to ${file} (${String(cause)}); choose another folder or make room.`,
      { cause },
    );
  }
}
