/**
 * The three phases of the curriculum beside a flat mix of difficulties, equal budget, on the embedded policy.
 *
 * Trains on four fifths of the dev split and measures on the rest, so that a default can be chosen by it and
 * the test split stays unseen. Interrupted or killed, it resumes when called again.
 * Usage: tsx curriculum.ts [--seeds 1,2,3] [--steps 600] [--eval-every 20] [--out folder] [--results folder]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBackend } from '@echo/compute/node';
import { demoConfig, limitTasks, splitTasks } from '@echo/run';
import { readEvents } from '@echo/run/node';
import { builtinTasks, writeTasks } from '@echo/tasks/node';
import { currentCommit, fromCaller, root, showRefusals } from '../smollm2/repository.js';
import { trainOrResume } from '../smollm2/train-or-resume.js';
import { type CurriculumSeed, curriculumPage } from './curriculum-page.js';

showRefusals();
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    // A phase lasts 200 steps at least, so that fewer than 400 never come to the third.
    steps: { type: 'string', default: '600' },
    'eval-every': { type: 'string', default: '20' },
    out: { type: 'string', default: join(root, 'runs/curriculum') },
    results: { type: 'string', default: join(root, 'docs/results/curriculum') },
  },
});
const [out, results] = [fromCaller(values.out), fromCaller(values.results)];
const [steps, evalEvery] = [Number(values.steps), Number(values['eval-every'])];
console.log((await loadBackend()).description);

const dev = builtinTasks('dev');
const { train, evaluation } = splitTasks(dev, limitTasks(dev, Math.floor(dev.length / 5)));
mkdirSync(out, { recursive: true });
const [tasks, evalTasks] = [join(out, 'train.jsonl'), join(out, 'held-out.jsonl')];
await writeTasks(tasks, train);
await writeTasks(evalTasks, evaluation);

/** Trains in a folder of its own. Ends the program when training was stopped. */
async function trained(name: string, seed: number, curriculum: boolean) {
  const run = join(out, `${name}-${seed}`);
  console.log(`\n${name}, seed ${seed}`);
  const config = { ...demoConfig('honest', seed), tasks, evalTasks, steps, evalEvery, curriculum };
  const trials = (await trainOrResume(run, config)) ?? process.exit();
  return { ...trials, events: await readEvents(run) };
}

const seeds: CurriculumSeed[] = [];
for (const seed of values.seeds.split(',').map(Number))
  seeds.push({ seed, phases: await trained('phases', seed, true), flat: await trained('flat', seed, false) });

mkdirSync(results, { recursive: true });
const command = `\`npm run curriculum:nano -- --seeds ${values.seeds} --steps ${steps} --eval-every ${evalEvery}\` at commit ${currentCommit()}`;
writeFileSync(join(results, 'README.md'), curriculumPage({ command, steps, evalEvery, seeds }));
console.log(`Kept in ${relative(fromCaller('.'), results)}`);
