/**
 * Makes SmolLM2-135M-Instruct calibrated: fetches model and tasks, runs `echo-rl train`, and keeps what came of it under docs/results/smollm2.
 * Interrupted or killed, it goes on where it was when called again.
 * Usage: tsx train.ts [--model file.gguf] [--tasks file.jsonl --eval-tasks file.jsonl] [--out folder] [--results folder]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fetchTasks } from './fetch-tasks.js';
import { publish, TRAINING_SAMPLE } from './publish.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { INIT_CWD: from = process.cwd() } = process.env;

const MAX_TOKENS = '32';
/** Chosen on a sample of 300 held-out tasks. */
const SETTING = [
  ...['--warm-start', '60', '--steps', '200', '--prompts', '8', '--group', '2', '--batch', '8'],
  ...['--max-tokens', MAX_TOKENS, '--temperature', '0.5'],
  ...['--rank', '4', '--alpha', '16', '--learning-rate', '1e-3'],
];

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    tasks: { type: 'string' },
    'eval-tasks': { type: 'string' },
    out: { type: 'string', default: join(root, 'runs/smollm2') },
    results: { type: 'string', default: join(root, 'docs/results/smollm2') },
  },
});
const out = resolve(from, values.out);
const model = values.model === undefined ? fetchedModel(join(root, 'models')) : resolve(from, values.model);
if ((values.tasks === undefined) !== (values['eval-tasks'] === undefined))
  throw new Error('Give both --tasks and --eval-tasks, or neither to download them.');
const files =
  values.tasks === undefined || values['eval-tasks'] === undefined
    ? await fetchTasks(join(root, 'runs/smollm2-tasks'))
    : { train: resolve(from, values.tasks), heldOut: resolve(from, values['eval-tasks']) };
const begun = existsSync(join(out, 'config.json'));
const trained = echoRl(
  ...['train', '--out', out],
  ...(begun
    ? ['--resume']
    : ['--model', model, '--tasks', files.train, '--eval-tasks', files.heldOut, ...SETTING]),
);
const done = trained && existsSync(join(out, 'report.json'));
const measured = done && (existsSync(join(out, TRAINING_SAMPLE)) || measureOnTraining());
if (measured) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  publish(out, resolve(from, values.results), { command: 'npm run train:smollm2', commit });
  console.log(`Kept in ${relative(from, resolve(from, values.results))}`);
}
process.exitCode = trained && measured === done ? 0 : 1;

function measureOnTraining(): boolean {
  return echoRl(
    ...['eval', '--model', model, '--adapter', join(out, 'adapter'), '--max-tokens', MAX_TOKENS],
    ...['--tasks', files.train, '--limit', '500', '--out', join(out, TRAINING_SAMPLE)],
  );
}

/** Whether the command went well. */
function echoRl(...args: readonly string[]): boolean {
  const command = ['run', '--silent', 'echo-rl', '--', ...args];
  return spawnSync('npm', command, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** Where the model lies when `fetch-model.ts` has been run. */
function fetchedModel(folder: string): string {
  const script = fileURLToPath(new URL('fetch-model.ts', import.meta.url));
  const printed = execFileSync(process.execPath, ['--import', 'tsx', script, folder], { encoding: 'utf8' });
  return printed.trim();
}
