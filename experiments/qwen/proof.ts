/**
 * Teaches Qwen2.5-Coder-1.5B-Instruct, by reinforcement, to know what it knows, and keeps what came of it.
 *
 * Every stage is a command of `echo-rl` that takes at most 90 minutes on two cores; interrupted or killed, it
 * goes on where it was when called again. Without names all stages run, and the page is written.
 * Usage: tsx proof.ts --model file.gguf --tasks file.jsonl --eval-tasks file.jsonl [stage …] [--out folder]
 * [--results folder]
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '@echo/cli';
import { currentCommit, fromCaller, root, showRefusals } from '../smollm2/repository.js';
import { publishProof } from './publish-proof.js';
import { type Stage, stagesOf } from './stages.js';

showRefusals();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' },
    tasks: { type: 'string' },
    'eval-tasks': { type: 'string' },
    out: { type: 'string', default: join(root, 'runs/qwen2.5-coder-1.5b') },
    results: { type: 'string', default: join(root, 'docs/results/qwen2.5-coder-1.5b') },
  },
});
const { model, tasks, 'eval-tasks': evalTasks } = values;
if (model === undefined || tasks === undefined || evalTasks === undefined)
  throw new Error('Give --model, --tasks and --eval-tasks.');
const [out, results] = [fromCaller(values.out), fromCaller(values.results)];
const given = { train: fromCaller(tasks), heldOut: fromCaller(evalTasks), out };
const stages = stagesOf({ model: model.startsWith('hf:') ? model : fromCaller(model), ...given });

const unknown = positionals.find((name) => !stages.some((stage) => stage.name === name));
if (unknown !== undefined)
  throw new Error(
    `There is no stage ${unknown}; the stages are ${stages.map(({ name }) => name).join(', ')}.`,
  );
const asked = stages.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
for (const stage of asked) {
  const code = existsSync(stage.done) ? 0 : await run(stage);
  if (code !== 0) process.exit(code);
}
if (positionals.length === 0) {
  await publishProof({ ...given, results, commit: currentCommit() });
  console.log(`Kept in ${relative(fromCaller('.'), results)}`);
}

/** Makes a stage, or goes on with it; the exit code. */
async function run({ name, folder, args }: Stage): Promise<number> {
  console.log(`\n${name}`);
  const [command = ''] = args;
  if (!existsSync(folder)) return main(args);
  // A run knows its settings, an evaluation is told them again.
  return main(command === 'train' ? [command, '--out', folder, '--resume'] : [...args, '--resume']);
}
