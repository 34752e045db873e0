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
import { loadBackend } from '@echo/compute/node';
import type { RunConfigInput } from '@echo/run';
import { readTasks, writeTasks } from '@echo/tasks/node';
import { INPUT_OPTIONS, inputs } from './inputs.js';
import { EVIDENCE, keepRun } from './keep-run.js';
import { currentCommit, fromCaller, root, showRefusals } from './repository.js';
import { rewardsPage } from './rewards-page.js';
import { FRESH, SETTING } from './setting.js';
import { trainOrResume } from './train-or-resume.js';

const STEPS = 100;
const UNSEEN = 'medical';

showRefusals();
const { values } = parseArgs({
  options: {
    ...INPUT_OPTIONS,
    out: { type: 'string', default: join(root, 'runs/smollm2-rewards') },
    results: { type: 'string', default: join(root, 'docs/results/smollm2-rewards') },
  },
});
const [out, results] = [fromCaller(values.out), fromCaller(values.results)];
const { model, train, heldOut } = await inputs(values);
console.log((await loadBackend()).description);
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
async function trained(name: string, tasks: string, change: RunConfigInput) {
  const run = join(out, name.toLowerCase().replaceAll(' ', '-'));
  console.log(`\n${name}`);
  const config = { ...SETTING, ...change, model, tasks, evalTasks: heldOut, steps: STEPS };
  const trials = (await trainOrResume(run, config)) ?? process.exit();
  return { name, run, ...trials };
}

const honest = await trained('honest', train, FRESH);
const adapter = join(honest.run, 'adapter-before');
const baselines: (typeof honest)[] = [];
for (const reward of ['echo', 'rlcr', 'accuracy-only'])
  baselines.push(await trained(reward, train, { adapter, reward }));
baselines.push(await trained('honest by plain GRPO', train, { adapter, credit: 'completion' }));

mkdirSync(out, { recursive: true });
const seen = join(out, 'tasks.seen.jsonl');
await writeTasks(seen, others);
const transfer = await trained(`honest without ${UNSEEN}`, seen, FRESH);

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
