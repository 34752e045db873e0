import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { learningCurves, rewardCurve } from '@echo/plots';
import { analyzeReward, presets } from '@echo/reward';
import { figuresOfLog, type NamedFigure } from './source-figures.js';

/** Our own measured results: beside the built program, or in the repository. */
function resultsFolder(): string {
  const places = ['./results/', '../../../docs/results/', '../../../../docs/results/'];
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return paths.find((path) => existsSync(join(path, 'demo'))) ?? (paths[0] as string);
}

/** The figures of the results that come with the package, measured by the runs they name. */
export async function keptFigures(): Promise<readonly NamedFigure[]> {
  const folder = resultsFolder();
  const figures: NamedFigure[] = [];
  for (const run of ['demo', 'smollm2'])
    for (const figure of await figuresOfLog(join(folder, run, 'trials.jsonl'), run))
      figures.push({ ...figure, name: join(run, figure.name) });
  const learning = await learningPanels(join(folder, 'sample-efficiency', 'curves.jsonl'));
  figures.push({
    name: join('sample-efficiency', 'learning'),
    draw: (options) =>
      learningCurves(learning, {
        title: 'What each estimator needs',
        source: 'docs/results/sample-efficiency/curves.jsonl',
        x: 'rollouts sampled',
        ...options,
      }),
  });
  for (const [name, reward] of Object.entries(presets))
    figures.push({
      name: join('rewards', name),
      draw: (options) =>
        rewardCurve(analyzeReward(reward).curve, {
          title: `What the reward ${name} makes optimal`,
          source: `echo-rl reward --preset ${name}`,
          ...options,
        }),
    });
  return figures;
}

interface Curve {
  readonly estimator: string;
  readonly seed: number;
  readonly points: readonly { readonly episodes: number; readonly ece: number; readonly brier: number }[];
}

async function learningPanels(file: string) {
  const curves = (await readFile(file, 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Curve);
  return (['ece', 'brier'] as const).map((measure) => ({
    title: measure === 'ece' ? 'held-out ECE' : 'held-out Brier score',
    values: curves.flatMap(({ estimator, seed, points }) =>
      points.map((point) => ({ series: estimator, run: String(seed), x: point.episodes, y: point[measure] })),
    ),
  }));
}
