import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { loadBackend } from '@echo/compute';
import type { EvalReport } from '@echo/eval';
import type { PresetName } from '@echo/reward';
import { demoConfig, type RunReport } from '@echo/run';
import { holdsRun, openRun, trainRun } from '@echo/run/node';
import type { Command } from 'commander';
import { seeds } from '../arguments.js';
import { beforeAndAfter, reportTable } from '../report-table.js';
import { textReporter } from '../reporters.js';
import { withInterrupt } from '../with-interrupt.js';

interface DemoArguments {
  readonly out: string;
  readonly compare?: boolean;
  readonly seeds: readonly number[];
}

const COMPARED: readonly PresetName[] = ['honest', 'echo', 'accuracy-only'];

/** Adds the command `demo`, which trains the embedded policy and shows it before and after. */
export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('train the embedded policy for a few minutes and show it before and after')
    .option(
      '--out <folder>',
      'where the run goes; an earlier one there is kept under another name',
      'runs/demo',
    )
    .option('--compare', `train with the rewards ${listed(COMPARED)}, for every seed`)
    .option('--seeds <list>', 'comma-separated; without --compare the first is used', seeds, [1])
    .action(async ({ out, compare = false, seeds: chosen }: DemoArguments) => {
      process.stderr.write(`${(await loadBackend()).description}\n`);
      await keepEarlier(out);
      await withInterrupt((signal) =>
        compare ? compareRewards(out, chosen, signal) : showOne(out, chosen[0] ?? 1, signal),
      );
    });
}

async function showOne(out: string, seed: number, signal: AbortSignal): Promise<void> {
  const report = await demo(out, 'honest', seed, signal);
  if (report)
    process.stdout.write(
      `\n${beforeAndAfter(report)}\n\nThe figures are ${join(out, 'reliability.svg')} and ${join(out, 'training.svg')}, the numbers ${join(out, 'report.json')}, every answer ${join(out, 'trials.jsonl')}.\n`,
    );
}

async function compareRewards(out: string, chosen: readonly number[], signal: AbortSignal): Promise<void> {
  for (const seed of chosen) {
    const columns: [string, EvalReport][] = [];
    for (const reward of COMPARED) {
      const report = await demo(join(out, `${reward}-${seed}`), reward, seed, signal);
      if (!report) return;
      if (columns.length === 0) columns.push(['before', report.before]);
      columns.push([reward, report.after]);
    }
    process.stdout.write(`\nseed ${seed}\n${reportTable(columns)}\n`);
  }
}

async function demo(
  out: string,
  reward: PresetName,
  seed: number,
  signal: AbortSignal,
): Promise<RunReport | null> {
  const run = await openRun(out, demoConfig(reward, seed));
  const report = await trainRun(run, { onEvent: textReporter(), signal });
  if (!report) process.stderr.write(`Stopped and saved. Go on with: echo-rl train --out ${out} --resume\n`);
  return report;
}

async function keepEarlier(out: string): Promise<void> {
  if (!(await holdsRun(out))) return;
  const place = resolve(out);
  let n = 1;
  while (existsSync(`${place}-${n}`)) n++;
  await rename(place, `${place}-${n}`);
  process.stderr.write(`The earlier run in ${out} is now ${relative('.', `${place}-${n}`)}.\n`);
}

const listed = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
