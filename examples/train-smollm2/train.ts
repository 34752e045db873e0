/**
 * Makes SmolLM2-135M-Instruct calibrated: fetches model and tasks, runs `echo-rl train`, and keeps what came
 * of it under docs/results/smollm2.
 *
 * Interrupted or killed, it goes on where it was when called again.
 * Usage: tsx train.ts [--model file.gguf] [--tasks file.jsonl --eval-tasks file.jsonl] [--out folder]
 * [--results folder]
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { INPUT_OPTIONS, inputs } from './inputs.js';
import { publish, TRAINING_SAMPLE } from './publish.js';
import { currentCommit, echoRl, fromCaller, isFinished, root, trainOrResume } from './repository.js';
import { FRESH, MAX_TOKENS, SETTING } from './setting.js';

const { values } = parseArgs({
  options: {
    ...INPUT_OPTIONS,
    out: { type: 'string', default: join(root, 'runs/smollm2') },
    results: { type: 'string', default: join(root, 'docs/results/smollm2') },
  },
});
const [out, results] = [fromCaller(values.out), fromCaller(values.results)];
const { model, train, heldOut } = await inputs(values);
const trained = trainOrResume(
  out,
  ...['--model', model, '--tasks', train, '--eval-tasks', heldOut],
  ...[...FRESH, '--steps', '200', ...SETTING],
);
const done = trained && isFinished(out);
const measured = done && (existsSync(join(out, TRAINING_SAMPLE)) || measureOnTraining());
if (measured) {
  publish(out, results, { command: 'npm run train:smollm2', commit: currentCommit() });
  console.log(`Kept in ${relative(fromCaller('.'), results)}`);
}
process.exitCode = trained && measured === done ? 0 : 1;

function measureOnTraining(): boolean {
  return echoRl(
    ...['eval', '--model', model, '--adapter', join(out, 'adapter'), '--max-tokens', MAX_TOKENS],
    ...['--tasks', train, '--limit', '500', '--out', join(out, TRAINING_SAMPLE)],
  );
}
