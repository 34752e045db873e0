import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { loadBackend } from '@echo/compute';
import type { EvalReport } from '@echo/eval';
import type { Command } from 'commander';
import { seeds } from '../arguments.js';
import { drawRun } from '../figures.js';
import { reportTable } from '../report-table.js';
import { textReporter } from '../reporters.js';
import { holdsRun, openRun } from '../run-folder.js';
import { withInterrupt } from '../stop-on-interrupt.js';
import { DEMO_CONFIG } from '../train-config.js';
import { type RunReport, runTraining } from '../train-run.js';

interface DemoArguments {
  readonly out: string;
  readonly compare?: boolean;
  readonly seeds: readonly number[];
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('train the embedded policy for a few minutes and show it before and after')
    .option(
      '--out <folder>',
      'where the run goes; an earlier one there is kept under another name',
      'runs/demo',
    )
    .option('--compare', 'train with the rewards honest, echo and accuracy-only, for every seed')
    .option('--seeds <list>', 'comma-separated; without --compare the first is used', seeds, [1])
    .action(async ({ out, compare = false, seeds: chosen }: DemoArguments) => {
      process.stderr.write(`${(await loadBackend()).description}\n`);
      await keepEarlier(out);
      await withInterrupt(async (stop) => {
        if (!compare) {
          const report = await demo(out, 'honest', chosen[0] ?? 1, stop);
          if (report)
            process.stdout.write(
              `\n${reportTable([
                ['before', report.before],
                ['after', report.after],
              ])}\n\nThe figures are ${join(out, 'reliability.svg')} and ${join(out, 'training.svg')}, the numbers ${join(out, 'report.json')}, every answer ${join(out, 'trials.jsonl')}.\n`,
            );
          return;
        }
        for (const seed of chosen) {
          const columns: [string, EvalReport][] = [];
          for (const reward of ['honest', 'echo', 'accuracy-only']) {
            const report = await demo(join(out, `${reward}-${seed}`), reward, seed, stop);
            if (!report) return;
            if (columns.length === 0) columns.push(['before', report.before]);
            columns.push([reward, report.after]);
          }
          process.stdout.write(`\nseed ${seed}\n${reportTable(columns)}\n`);
        }
      });
    });
}

async function demo(
  out: string,
  reward: string,
  seed: number,
  stop: () => boolean,
): Promise<RunReport | null> {
  // Where nothing is paid for confidence, nothing is to move it either.
  const still = { entropyCoefficient: 0, finalEntropyCoefficient: 0 };
  const config = { ...DEMO_CONFIG, ...(reward === 'accuracy-only' && still), reward, seed };
  const run = await openRun(out, config, false);
  const report = await runTraining(run, textReporter(), stop);
  if (report) await drawRun(run, report);
  else process.stderr.write(`Stopped and saved. Go on with: echo-rl train --out ${out} --resume\n`);
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
