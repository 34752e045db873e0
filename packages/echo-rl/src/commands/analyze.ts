import type { Command } from 'commander';
import { addCommand } from '../program/create-program.js';
import { addLogOptions, type LogArguments } from '../program/log-options.js';
import { share } from '../program/options.js';

export interface AnalyzeArguments extends LogArguments {
  readonly out?: string;
  readonly force?: boolean;
  readonly risk: number;
  readonly json?: boolean;
}

/** Adds the command `analyze`, which says how far the confidences in a log can be believed. */
export function addAnalyze(program: Command): void {
  const command = addCommand(program, 'analyze', {
    description:
      'say how far the confidences in a log can be believed: promptfoo, Inspect (.json, .eval), lm-evaluation-harness, OpenAI evals, CSV',
    examples: [
      'echo-rl analyze results.json --out report',
      'echo-rl analyze answers.csv --confidence sure --correct passed',
      'echo-rl analyze samples_arc_easy.jsonl --json',
    ],
  }).argument('<file>', 'the log, or a folder of a run or an evaluation');
  addLogOptions(command)
    .option('--out <folder>', 'write report.html, report.md, report.json and the figures')
    .option('--force', 'write over what is in --out')
    .option('--risk <share>', 'the share of incorrect answers to abstain for', share, 0.1)
    .option('--json', 'print one line of JSON, with `ece` at its top')
    .action(async (file: string, options: AnalyzeArguments) => {
      const { analyze } = await import('../actions/analyze.js');
      await analyze(file, options);
    });
}
