import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { reliabilityDiagram, toSvg, trainingCurve } from '@echo/plots';
import { type RunFolder, writeResult } from './run-folder.js';
import type { RunReport, StepEvent } from './train-run.js';

/**
 * Draws a finished run into its folder: reliability.svg and training.svg, each with its Vega-Lite
 * specification beside it.
 */
export async function drawRun(run: RunFolder, report: RunReport): Promise<void> {
  const { model, reward, seed } = run.config;
  const reliability = reliabilityDiagram(
    [
      { label: 'before', bins: report.before.bins, ece: report.before.ece.value },
      { label: 'after', bins: report.after.bins, ece: report.after.ece.value },
    ],
    { title: `${basename(model)}, reward ${reward}, seed ${seed}: ${report.after.n} held-out tasks` },
  );
  const lines = (await readFile(join(run.path, 'events.jsonl'), 'utf8')).split('\n').filter(Boolean);
  const training = trainingCurve(lines.map((line) => JSON.parse(line) as StepEvent));
  for (const [name, spec] of Object.entries({ reliability, training })) {
    await writeResult(run, `${name}.vl.json`, spec);
    await writeResult(run, `${name}.svg`, await toSvg(spec));
  }
}
