import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { loadBackend } from '@echo/compute';
import { EchoError, STOP_SEQUENCES } from '@echo/core';
import { evalReport, evaluate, type Trial } from '@echo/eval';
import type { Command } from 'commander';
import { bytes, integerAtLeast } from '../arguments.js';
import { assertModelName, loadModel } from '../load-model.js';
import { loadEvaluationTasks } from '../load-tasks.js';
import { memoryOfMachine } from '../machine-memory.js';
import { reportTable } from '../report-table.js';
import { writeAtomically } from '../run-folder.js';

interface EvalArguments {
  readonly model: string;
  readonly adapter?: string;
  readonly tasks: string;
  readonly limit: number;
  readonly batch: number;
  readonly maxTokens: number;
  readonly memory?: number;
  readonly out?: string;
  readonly json?: boolean;
}

export function addEval(program: Command): void {
  program
    .command('eval')
    .description('measure how accurate and how calibrated a model is on held-out tasks (greedy)')
    .option('--model <name>', 'nano, a Hugging Face folder, a .gguf file, or hf:owner/name', 'nano')
    .option('--adapter <folder>', 'a PEFT adapter to put on it')
    .option('--tasks <name>', 'builtin (its test split), builtin:dev or a .jsonl file', 'builtin')
    .option('--limit <n>', 'the most tasks, 0 for all; a fixed random sample', integerAtLeast(0), 0)
    .option('--batch <n>', 'tasks posed together', integerAtLeast(1), 64)
    .option('--max-tokens <n>', 'of a completion', integerAtLeast(1), 64)
    .option(
      '--memory <amount>',
      'what the process may take, such as 8GB (default three quarters of the machine)',
      bytes,
    )
    .option('--out <file>', 'write the report as JSON, every trial included')
    .option('--json', 'print the report as JSON')
    .action(async (options: EvalArguments) => {
      assertModelName(options.model);
      if (options.out !== undefined) await prepare(options.out);
      const tasks = await loadEvaluationTasks(options.tasks, options.limit);
      process.stderr.write(`${(await loadBackend()).description}\n`);
      const policy = await loadModel(options.model, {
        ...(options.adapter !== undefined && { adapter: options.adapter }),
        memory: options.memory ?? memoryOfMachine(),
      });
      const trials: Trial[] = [];
      const sampling = { maxTokens: options.maxTokens, stop: STOP_SEQUENCES };
      for await (const batch of evaluate(policy, tasks, { batchSize: options.batch, sampling })) {
        trials.push(...batch);
        process.stderr.write(
          `${process.stderr.isTTY ? '\r' : ''}${trials.length} of ${tasks.length} tasks${process.stderr.isTTY ? '' : '\n'}`,
        );
      }
      policy.dispose();
      const report = evalReport(trials);
      process.stdout.write(
        options.json ? `${JSON.stringify(report)}\n` : `\n${reportTable([[options.model, report]])}\n`,
      );
      if (options.out !== undefined)
        await writeReport(options.out, { ...report, model: options.model, tasks: options.tasks, trials });
    });
}

/** Refuses a place that no report can be written to before the evaluation, not after it. */
async function prepare(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await access(dirname(path), constants.W_OK);
    if ((await stat(path).catch(() => null))?.isDirectory()) throw new Error('it is a folder');
  } catch (cause) {
    throw new EchoError(
      'write-failed',
      `No report can be written to ${path} (${(cause as Error).message}); choose another --out.`,
      { cause },
    );
  }
}

async function writeReport(path: string, report: object): Promise<void> {
  await writeAtomically(path, `${JSON.stringify(report, null, 2)}\n`).catch((cause) => {
    throw new EchoError(
      'write-failed',
      `The report could not be written to ${path} (${cause.message}); choose another --out.`,
      { cause },
    );
  });
}
