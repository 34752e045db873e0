import { loadBackend } from '@echo/compute';
import {
  assertModelName,
  assertWritable,
  evaluateModel,
  memoryOfMachine,
  writeEvaluation,
} from '@echo/run/node';
import type { Command } from 'commander';
import { bytes, integerAtLeast } from '../arguments.js';
import { MEMORY } from '../config-flags.js';
import { reportTable } from '../report-table.js';

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

/** Adds the command `eval`, which evaluates a model. */
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
    .option(...MEMORY, bytes)
    .option('--out <file>', 'write the report as JSON, every trial included')
    .option('--json', 'print the report as JSON')
    .action(async (options: EvalArguments) => {
      const { model, tasks, out } = options;
      assertModelName(model);
      if (out !== undefined) await assertWritable(out);
      process.stderr.write(`${(await loadBackend()).description}\n`);
      const evaluation = await evaluateModel({
        model,
        tasks,
        ...(options.adapter !== undefined && { adapter: options.adapter }),
        limit: options.limit,
        batchSize: options.batch,
        maxTokens: options.maxTokens,
        memory: options.memory ?? memoryOfMachine(),
        onProgress: showProgress,
        onNote: (text) => process.stderr.write(`${text}\n`),
      });
      const { model: _, tasks: __, trials: ___, ...report } = evaluation;
      process.stdout.write(
        options.json ? `${JSON.stringify(report)}\n` : `\n${reportTable([[model, report]])}\n`,
      );
      if (out !== undefined) await writeEvaluation(out, evaluation);
    });
}

function showProgress(done: number, of: number): void {
  const { isTTY } = process.stderr;
  process.stderr.write(`${isTTY ? '\r' : ''}${done} of ${of} tasks${isTTY ? '' : '\n'}`);
}
