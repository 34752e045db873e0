/**
 * Makes SmolLM2-135M-Instruct calibrated: fetches model and tasks, trains it, and keeps what came of it under
 * docs/results/smollm2.
 *
 * Interrupted or killed, it goes on where it was when called again.
 * Usage: tsx train.ts [--model file.gguf] [--tasks file.jsonl --eval-tasks file.jsonl] [--out folder]
 * [--results folder]
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBackend } from '@echo/compute/node';
import { evaluateModel, memoryOfMachine, writeEvaluation } from '@echo/run/node';
import { INPUT_OPTIONS, inputs } from './inputs.js';
import { publish, TRAINING_SAMPLE } from './publish.js';
import { currentCommit, fromCaller, root, showRefusals } from './repository.js';
import { FRESH, MAX_TOKENS, SETTING } from './setting.js';
import { trainOrResume } from './train-or-resume.js';

showRefusals();
const { values } = parseArgs({
  options: {
    ...INPUT_OPTIONS,
    out: { type: 'string', default: join(root, 'runs/smollm2') },
    results: { type: 'string', default: join(root, 'docs/results/smollm2') },
  },
});
const [out, results] = [fromCaller(values.out), fromCaller(values.results)];
const { model, train, heldOut } = await inputs(values);
console.log((await loadBackend()).description);
const config = { ...SETTING, ...FRESH, model, tasks: train, evalTasks: heldOut, steps: 200 };
const trials = await trainOrResume(out, config);
if (trials) {
  const sample = join(out, TRAINING_SAMPLE);
  if (!existsSync(sample)) await measureOnTraining(sample);
  publish(out, results, trials, { command: 'npm run train:smollm2', commit: currentCommit() });
  console.log(`Kept in ${relative(fromCaller('.'), results)}`);
}

async function measureOnTraining(file: string): Promise<void> {
  const evaluation = await evaluateModel({
    model,
    adapter: join(out, 'adapter'),
    tasks: train,
    limit: 500,
    maxTokens: MAX_TOKENS,
    memory: memoryOfMachine(),
    onProgress: (done, of) => console.log(`training sample: ${done} of ${of} tasks`),
  });
  await writeEvaluation(file, evaluation);
}
