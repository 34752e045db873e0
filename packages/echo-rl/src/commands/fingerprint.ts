import type { Command } from 'commander';
import { addCommand } from '../program/create-program.js';
import { addLogOptions, type LogArguments } from '../program/log-options.js';
import { integerAtLeast } from '../program/options.js';

export interface FingerprintArguments extends LogArguments {
  readonly labels?: readonly string[];
  readonly permutations: number;
  readonly seed: number;
  readonly out?: string;
  readonly png?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adds the command `fingerprint`, which tells where models know what they know, and how far they differ. */
export function addFingerprint(program: Command): void {
  const command = addCommand(program, 'fingerprint', {
    description:
      'show where a model knows what it knows, by domain and difficulty; several models or moments over each other, with their distances',
    examples: [
      'echo-rl fingerprint runs/demo --out fingerprint',
      'echo-rl fingerprint qwen.json smollm2.json --labels Qwen,SmolLM2 --json',
    ],
  }).argument('<logs...>', 'logs, or folders of runs or evaluations');
  addLogOptions(command)
    .option('--labels <names>', 'what to call the logs, with commas between', (text) => text.split(','))
    .option('--permutations <n>', 'of the test of each distance', integerAtLeast(99), 9999)
    .option('--seed <n>', 'of intervals and permutations', integerAtLeast(0), 0)
    .option('--out <folder>', 'write fingerprint.json and the figures: radar, dumbbells, heatmaps')
    .option('--png', 'write PNG beside SVG')
    .option('--force', 'write over what is in --out')
    .option('--json', 'print one line of JSON')
    .action(async (logs: readonly string[], options: FingerprintArguments) => {
      const { fingerprint } = await import('../actions/fingerprint.js');
      await fingerprint(logs, options);
    });
}
