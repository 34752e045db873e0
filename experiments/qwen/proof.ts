/**
 * Teaches Qwen2.5-Coder-1.5B-Instruct, by reinforcement, to know what it knows, and keeps what came of it.
 *
 * Every stage is a command of `echo-rl` that takes at most 90 minutes on two cores; interrupted or killed, it
 * goes on where it was when called again. Without names all stages run. The page is of those that are
 * finished.
 * Usage: npm run proof:qwen -- --model file.gguf --tasks file.jsonl --eval-tasks file.jsonl [stage …]
 * [--out folder] [--results folder]
 */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { limitTasks } from '@echo/run';
import { readTasks, writeTasks } from '@echo/tasks/node';
import { currentCommit, fromCaller, root, showRefusals } from '../smollm2/repository.js';
import { proofStages } from './proof-stages.js';
import { publishProof } from './publish-proof.js';
import { runStages } from './run-stages.js';

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
const [train, heldOut, calibration] = [
  fromCaller(tasks),
  fromCaller(evalTasks),
  join(out, 'calibration.jsonl'),
];
mkdirSync(out, { recursive: true });
await writeTasks(calibration, limitTasks(await readTasks(train), 200));

const inputs = { train, heldOut, calibration, out };
await runStages(
  proofStages({ ...inputs, model: model.startsWith('hf:') ? model : fromCaller(model) }),
  positionals,
);
await publishProof({ ...inputs, results, commit: currentCommit() });
console.log(`Kept in ${relative(fromCaller('.'), results)}`);
