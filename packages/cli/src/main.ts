import type { Command } from 'commander';
import {
  addAnalyze,
  addCompare,
  addCompletion,
  addFingerprint,
  addPlots,
  addRecalibrate,
  addReward,
  createProgram,
  type ExitCode,
  runProgram,
} from 'echo-rl/commands';
import { addBaseline } from './commands/baseline.js';
import { addBench } from './commands/bench.js';
import { addDemo } from './commands/demo.js';
import { addDoctor } from './commands/doctor.js';
import { addDownload } from './commands/download.js';
import { addEval } from './commands/eval.js';
import { addExport } from './commands/export.js';
import { addRuns } from './commands/runs.js';
import { addSelfPlay } from './commands/self-play.js';
import { addServe } from './commands/serve.js';
import { addTasks } from './commands/tasks.js';
import { addTrain } from './commands/train.js';
import { MANIFEST } from './manifest.js';

const COMMANDS = [
  addDemo,
  addTrain,
  addSelfPlay,
  addEval,
  addAnalyze,
  addBaseline,
  addTasks,
  addBench,
  addCompare,
  addPlots,
  addFingerprint,
  addRecalibrate,
  addReward,
  addRuns,
  addDownload,
  addServe,
  addExport,
  addDoctor,
  addCompletion,
];

/** The command line `echo-rl` with all its commands. */
export function echoProgram(): Command {
  const program = createProgram(MANIFEST);
  for (const add of COMMANDS) add(program);
  return program;
}

/**
 * Runs `echo-rl` with these arguments (without node and script) and returns the exit code.
 *
 * 0 done, 1 failed, 2 misuse, 130 interrupted; a refusal is one sentence on stderr.
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  return runProgram(echoProgram(), args);
}
