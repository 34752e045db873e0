/** Our training process: `our-side.ts job.json`. Started by compare.ts. */
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { loadBackend } from '@echo/compute/node';
import { trainSft } from '@echo/grpo';
import type { Policy } from '@echo/policy';
import { writePeftFolder } from '@echo/policy/node';
import { loraConfig, type RunConfig, runTraining, sftExamples } from '@echo/run';
import { folderStore, holdsRun, loadModel, loadTasks, openRun, readEvents } from '@echo/run/node';
import type { SideAnswer, SideJob, SideRequest } from './settings.js';

/** Held-out tasks that a run asks before and after, besides the measurements. */
const IN_RUN = 32;

const [file = ''] = process.argv.slice(2);
const job = JSON.parse(readFileSync(file, 'utf8')) as Exclude<SideJob, { kind: 'trl' }>;
console.error((await loadBackend()).description);
await (job.kind === 'start' ? start(job.config, job.folder) : echo(job));
process.exit(0);

/** The adapter after supervised fine-tuning on the format, which both sides start from. */
async function start(config: RunConfig, folder: string): Promise<void> {
  const policy = await policyOf(config);
  const { train } = await loadTasks(config);
  const steps = trainSft({
    policy,
    examples: sftExamples(train, config.seed, config.order),
    steps: config.sftSteps,
    seed: config.seed,
    learningRate: config.learningRate,
  });
  for await (const { step, loss } of steps) console.error(`SFT, step ${step}: loss ${loss.toFixed(3)}`);
  await writePeftFolder(join(folder, 'adapter'), policy.adapter, config.model);
}

/** A run of ECHO, which waits at each measurement; a step's seconds are the run's own. */
async function echo({ config, every, folder }: Extract<SideJob, { kind: 'echo' }>): Promise<void> {
  const path = join(folder, 'run');
  const run = await openRun(path, config, { resume: await holdsRun(path) });
  const policy = await policyOf(config);
  const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const store = folderStore(run);
  const { train, evaluation } = await loadTasks(config);
  let step = (await store.checkpointSteps()).at(-1) ?? 0;
  const measure = async () => {
    const adapter = join(folder, 'measured');
    await writePeftFolder(adapter, policy.adapter, config.model);
    const events = (await readEvents(path)).filter((event) => event.step <= step);
    const seconds = events.reduce((sum, event) => sum + event.seconds, 0);
    const request: SideRequest = { kind: 'measure', step, seconds, adapter };
    writeSync(3, `${JSON.stringify(request)}\n`);
    return JSON.parse((await answers.next()).value as string) as SideAnswer;
  };
  await runTraining({
    config,
    policy,
    tasks: { train, evaluation: evaluation.slice(0, IN_RUN) },
    store,
    onEvent: (event) => {
      if (event.kind === 'step') step = event.event.step;
    },
    beforeStep: async () => {
      if (step > 0 && step % every === 0) await measure();
    },
  });
  await measure();
}

function policyOf(config: RunConfig): Promise<Policy> {
  const { model, adapter, seed, memory } = config;
  return loadModel(model, {
    lora: loraConfig(config),
    seed,
    ...(adapter !== null && { adapter }),
    ...(memory !== null && { memory }),
  });
}
