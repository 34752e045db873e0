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
import { limitTasks } from '@echo/run';
import { readTasks, writeTasks } from '@echo/tasks/node';
import { currentCommit, fromCaller, showRefusals } from '../smollm2/repository.js';
import { programArguments } from './arguments.js';
import { proofStages } from './proof-stages.js';
import { publishProof } from './publish-proof.js';
import { runStages } from './run-stages.js';

showRefusals();
const given = programArguments('qwen2.5-coder-1.5b');
mkdirSync(given.out, { recursive: true });
const calibration = join(given.out, 'calibration.jsonl');
await writeTasks(calibration, limitTasks(await readTasks(given.train), 200));

await runStages(proofStages({ ...given, calibration }), given.stages);
await publishProof({ ...given, commit: currentCommit() });
console.log(`Kept in ${relative(fromCaller('.'), given.results)}`);
