/**
 * Minutes until a model's stated confidence can be believed: ECHO's default beside TRL's GRPO with the reward
 * of RLCR.
 *
 * pnpm benchmark time-to-calibration/compare.ts --tasks file.jsonl --eval-tasks file.jsonl [--model
 * file.gguf] [--seeds 1,2,3] [--trl-seeds 1] [--echo '{"steps": 100}'] [--trl
 * '{"learning_rate": 3e-4}'] [--out folder] [--results folder] [--small]
 *
 * Both start from one adapter after supervised fine-tuning. Interrupted or killed, it goes on where it was
 * when called again.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBackend } from '@echo/compute/node';
import { stopSequences } from '@echo/core';
import { createEnvironment } from '@echo/env';
import { rewardByName } from '@echo/reward';
import { type RunConfig, runConfig } from '@echo/run';
import { evaluateModel, loadTasks } from '@echo/run/node';
import { CACHE } from '../grpo-vs-trl/cache-folder.js';
import { modelSource } from '../grpo-vs-trl/model-folder.js';
import { machineName } from '../grpo-vs-trl/process-figures.js';
import { python } from '../grpo-vs-trl/python.js';
import {
  calibrationOf,
  keepMeasurement,
  type Measurement,
  reached,
  readMeasurements,
  shouldGoOn,
} from './measurements.js';
import { type SideRun, writeResults } from './results.js';
import { FULL, type SideRequest, SMALL, type TrlSettings, trlDefaults } from './settings.js';
import { ourSide, runSide, trlSide } from './side.js';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    tasks: { type: 'string' },
    'eval-tasks': { type: 'string' },
    seeds: { type: 'string', default: '1,2,3' },
    'trl-seeds': { type: 'string', default: '1' },
    echo: { type: 'string', default: '{}' },
    trl: { type: 'string', default: '{}' },
    out: { type: 'string', default: join(CACHE, '../time-to-calibration') },
    results: { type: 'string' },
    small: { type: 'boolean', default: false },
  },
});
const { tasks, 'eval-tasks': evalTasks } = values;
if (tasks === undefined || evalTasks === undefined)
  throw new Error('Expected --tasks and --eval-tasks, .jsonl files of tasks to train on and to measure on.');
const fromCaller = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
const numbers = (list: string) => list.split(',').map(Number);

const load = loadavg()[0] ?? 0;
if (load > 0.5) console.error(`The machine is busy (load ${load.toFixed(1)}): these minutes mean little.`);
const interpreter = python();
const { folder: hfModel, gguf } = modelSource(interpreter, values.model);
const model = gguf ?? hfModel;
const out = fromCaller(values.out);
const plan = values.small ? SMALL : FULL;
const { every, heldOut, times } = plan;
const base = runConfig({
  ...{ model, tasks: fromCaller(tasks), evalTasks: fromCaller(evalTasks) },
  ...{ evalLimit: heldOut, checkpointEvery: every },
  ...plan.echo,
  ...(JSON.parse(values.echo) as object),
});
const trl: TrlSettings = { ...trlDefaults(base), ...plan.trl, ...(JSON.parse(values.trl) as TrlSettings) };
keepSettings({ base, trl, every, heldOut, times });
console.error((await loadBackend()).description);

const start = join(out, 'start');
const adapter = join(start, 'adapter');
if (!existsSync(join(adapter, 'adapter_config.json')))
  await runSide(ourSide, { kind: 'start', config: base, folder: start }, unasked);

const runs: SideRun[] = [];
for (const seed of numbers(values.seeds)) {
  const folder = join(out, `echo-${seed}`);
  const config = runConfig({ ...base, adapter, sftSteps: 0, seed });
  const file = measurementsIn(folder);
  if (readMeasurements(file).at(-1)?.step !== config.steps)
    await runSide(ourSide, { kind: 'echo', config, every, folder }, (request) =>
      answer(request, file, Infinity),
    );
  runs.push({ side: 'ECHO', seed, measurements: await withStart(file) });
}
const limitSeconds = times * Math.max(...runs.map(ourSeconds));
const prompts = join(out, 'prompts.jsonl');
const { train } = await loadTasks(base);
writeFileSync(prompts, await promptLines(base));
for (const seed of numbers(values['trl-seeds'])) {
  const folder = join(out, `trl-${seed}`);
  const file = measurementsIn(folder);
  const job = { kind: 'trl', settings: trl, seed, model: hfModel, adapter, prompts, every } as const;
  if (shouldGoOn(readMeasurements(file), limitSeconds))
    await runSide(trlSide(interpreter), { ...job, stop: stopSequences(base.order), folder }, (request) =>
      answer(request, file, limitSeconds),
    );
  runs.push({ side: 'TRL', seed, measurements: await withStart(file) });
}
const results = fromCaller(values.results ?? join(out, 'results'));
await writeResults(results, runs, {
  machine: machineName(),
  model: basename(model),
  limitMinutes: limitSeconds / 60,
  ...{ every, heldOut, times, trl },
});
console.log(readFileSync(join(results, 'README.md'), 'utf8'));

/** The seconds in which ECHO got there, or all that it took. */
function ourSeconds({ measurements }: SideRun): number {
  return (reached(measurements) ?? measurements.at(-1))?.seconds ?? 0;
}

function measurementsIn(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return join(folder, 'measurements.jsonl');
}

/** The measurements of a run, that of the adapter it starts from first. */
async function withStart(file: string): Promise<readonly Measurement[]> {
  const first = join(start, 'measurements.jsonl');
  if (readMeasurements(first).length === 0)
    keepMeasurement(first, { step: 0, seconds: 0, ...(await calibration(adapter)) });
  return [...readMeasurements(first), ...readMeasurements(file)];
}

async function answer(request: SideRequest, file: string, mostSeconds: number) {
  if (request.kind === 'grade') return { rewards: await Promise.all(request.replies.map(graded)) };
  const { step, seconds } = request;
  if (!readMeasurements(file).some((known) => known.step === step)) {
    const measured = { step, seconds, ...(await calibration(request.adapter)) };
    keepMeasurement(file, measured);
    console.error(`${file}: ${JSON.stringify(measured)}`);
  }
  return { goOn: shouldGoOn(readMeasurements(file), mostSeconds) };
}

async function unasked(): Promise<never> {
  throw new Error('Supervised fine-tuning has nothing to ask.');
}

async function calibration(adapter: string) {
  const { maxTokens, order } = base;
  const asked = { model, adapter, tasks: fromCaller(evalTasks ?? ''), limit: heldOut, maxTokens, order };
  return calibrationOf((await evaluateModel(asked)).trials);
}

/** RLCR's reward of a reply by our parser and graders. */
async function graded({ task, text }: { readonly task: number; readonly text: string }): Promise<number> {
  const environment = createEnvironment({ tasks: train, reward: rewardByName('rlcr'), order: base.order });
  await environment.reset({ index: task });
  return (await environment.step({ response: text })).reward;
}

/** The prompts of the tasks that are trained on, as our own training poses them. */
async function promptLines({ order }: RunConfig): Promise<string> {
  const environment = createEnvironment({ tasks: train, order });
  const lines = train.map(async (_, task) => {
    const { prompt } = await environment.reset({ index: task });
    return `${JSON.stringify({ prompt, task })}\n`;
  });
  return (await Promise.all(lines)).join('');
}

/** Refuses to go on in a folder that other settings began. */
function keepSettings(settings: object): void {
  mkdirSync(out, { recursive: true });
  const file = join(out, 'settings.json');
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') !== text)
    throw new Error(`${out} was begun with other settings; give another --out, or remove it.`);
  writeFileSync(file, text);
}
