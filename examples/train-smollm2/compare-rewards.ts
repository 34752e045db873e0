/**
 * A comparison of rewards on SmolLM2-135M-Instruct, kept under docs/results/smollm2-rewards.
 *
 * Trains it with each reward from one supervised fine-tuning for as many steps, once by plain GRPO, and once
 * without any medical question, to see what of the calibration transfers. Interrupted or killed, it resumes
 * when called again.
 * Usage: tsx compare-rewards.ts [--model file.gguf] [--tasks file.jsonl --eval-tasks file.jsonl] [--out
 * folder] [--results folder]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { readTasks, writeTasks } from '@echo/tasks/node';
import { INPUT_OPTIONS, inputs } from './inputs.js';
import { EVIDENCE, keepRun } from './keep-run.js';
import { currentCommit, fromCaller, isFinished, root, trainOrResume } from './repository.js';
import { rewardsPage } from './rewards-page.js';
import { runTrials } from './run-trials.js';
import { FRESH, SETTING } from './setting.js';

const STEPS = '100';
const UNSEEN = 'medical';

const { values } = parseArgs({
  options: {
    ...INPUT_OPTIONS,
    out: { type: 'string', default: join(root, 'runs/smollm2-rewards') },
    results: { type: 'string', default: join(root, 'docs/results/smollm2-rewards') },
  },
});
const [out, results] = [fromCaller(values.out), fromCaller(values.results)];
const { model, train, heldOut } = await inputs(values);
const commit = currentCommit();
const tasks = await readTasks(train);
const others = tasks.filter(({ domain }) => domain !== UNSEEN);
const unseen = (await readTasks(heldOut)).filter(({ domain }) => domain === UNSEEN);
if (others.length === 0 || others.length === tasks.length || unseen.length === 0)
  throw new Error(
    `Expected tasks of the domain ${UNSEEN} and of others to train on, and of ${UNSEEN} to measure on.`,
  );

/**
 * Trains in a folder of its own; its answers before and after.
 *
 * Ends the program when training was stopped.
 */
function trained(name: string, tasks: string, ...flags: readonly string[]) {
  const run = join(out, name.toLowerCase().replaceAll(' ', '-'));
  console.log(`\n${name}`);
  const given = ['--model', model, '--tasks', tasks, '--eval-tasks', heldOut];
  const well = trainOrResume(run, ...given, '--steps', STEPS, ...SETTING, ...flags);
  if (!isFinished(run)) process.exit(well ? 0 : 1);
  return { name, run, ...runTrials(run) };
}

const honest = trained('honest', train, ...FRESH);
const start = ['--adapter', join(honest.run, 'adapter-before')];
const baselines = [
  ...['echo', 'rlcr', 'accuracy-only'].map((reward) => trained(reward, train, ...start, '--reward', reward)),
  trained('honest by plain GRPO', train, ...start, '--credit', 'completion'),
];

mkdirSync(out, { recursive: true });
const seen = join(out, 'tasks.seen.jsonl');
await writeTasks(seen, others);
const transfer = trained(`honest without ${UNSEEN}`, seen, ...FRESH);

// The baselines start from the adapter that is kept with `honest`.
const unshared = EVIDENCE.filter((name) => name !== 'adapter-before');
for (const { run } of [honest, transfer]) keepRun(run, join(results, basename(run)));
for (const { run } of baselines) keepRun(run, join(results, basename(run)), unshared);
const command = `\`npm run compare:smollm2\` at commit ${commit}`;
writeFileSync(
  join(results, 'README.md'),
  rewardsPage({ command, steps: STEPS, runs: [honest, ...baselines], transfer, unseen: UNSEEN }),
);
console.log(`Kept in ${relative(fromCaller('.'), results)}`);
