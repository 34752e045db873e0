import { basename } from 'node:path';
import { reliabilityDiagram, trainingCurves } from '@echo/plots';
import { toSvg } from '@echo/plots/render';
import type { RunReport } from '../run-event.js';
import { readEvents } from './events-file.js';
import type { RunFolder } from './run-folder.js';
import { writeResult } from './write-result.js';

/**
 * Draws a finished run into its folder: reliability.svg and training.svg, each with its Vega specification
 * beside it.
 */
export async function drawRun({ path, config }: RunFolder, report: RunReport): Promise<void> {
  const { model, reward, seed } = config;
  const setting = `${basename(model)}, reward ${reward}, seed ${seed}`;
  const reliability = reliabilityDiagram(
    (['before', 'after'] as const).map((label) => {
      const { bins, ece, consistencyBars } = report[label];
      return { label, bins, ece, consistencyBars };
    }),
    { title: `${setting}: held-out tasks before and after`, source: `${basename(path)}/trials.jsonl` },
  );
  const training = trainingCurves([{ label: `seed ${seed}`, steps: await readEvents(path) }], {
    title: `${setting}: training`,
    source: `${basename(path)}/events.jsonl`,
  });
  for (const [name, spec] of Object.entries({ reliability, training })) {
    await writeResult(path, `${name}.vg.json`, spec);
    await writeResult(path, `${name}.svg`, await toSvg(spec));
  }
}
