import { basename } from 'node:path';
import { reliabilityDiagram, toSvg, trainingCurve } from '@echo/plots';
import type { RunReport } from '../run-event.js';
import { readEvents } from './events-file.js';
import type { RunFolder } from './run-folder.js';
import { writeResult } from './write-result.js';

/**
 * Draws a finished run into its folder: reliability.svg and training.svg, each with its Vega-Lite
 * specification beside it.
 */
export async function drawRun({ path, config }: RunFolder, report: RunReport): Promise<void> {
  const { model, reward, seed } = config;
  const reliability = reliabilityDiagram(
    [
      { label: 'before', bins: report.before.bins, ece: report.before.ece.value },
      { label: 'after', bins: report.after.bins, ece: report.after.ece.value },
    ],
    { title: `${basename(model)}, reward ${reward}, seed ${seed}: ${report.after.n} held-out tasks` },
  );
  const training = trainingCurve(await readEvents(path));
  for (const [name, spec] of Object.entries({ reliability, training })) {
    await writeResult(path, `${name}.vl.json`, spec);
    await writeResult(path, `${name}.svg`, await toSvg(spec));
  }
}
