import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { loadBackend } from '@echo/compute/node';
import type { EvalReport } from '@echo/eval';
import type { PresetName } from '@echo/reward';
import { demoConfig, type RunReport } from '@echo/run';
import { type FinishedRun, holdsRun, openRun, trainRun } from '@echo/run/node';
import { Exit } from 'echo-rl/commands';
import type { DemoArguments } from '../commands/demo.js';
import { COMPARED } from '../compared-rewards.js';
import { finishedText } from '../finished-text.js';
import { reportTable } from '../report-table.js';
import { textReporter } from '../reporters.js';
import { withInterrupt } from '../with-interrupt.js';

/** Trains the embedded policy and shows it before and after, or does so with several rewards. */
export async function demoAction({
  out,
  compare = false,
  seeds: chosen,
  json = false,
}: DemoArguments): Promise<void> {
  process.stderr.write(`${(await loadBackend()).description}\n`);
  await keepEarlier(out);
  await withInterrupt((signal) =>
    compare
      ? compareRewards({ out, chosen, json, signal })
      : showOne({ out, chosen: chosen.slice(0, 1), json, signal }),
  );
}

interface Showing {
  readonly out: string;
  readonly chosen: readonly number[];
  readonly json: boolean;
  readonly signal: AbortSignal;
}

async function showOne({ out, chosen: [seed = 1], json, signal }: Showing): Promise<void> {
  const finished = await demo(out, 'honest', seed, signal);
  if (json) return printJson('honest', seed, finished.report);
  process.stdout.write(finishedText(finished, out));
}

async function compareRewards({ out, chosen, json, signal }: Showing): Promise<void> {
  for (const seed of chosen) {
    const columns: [string, EvalReport][] = [];
    for (const reward of COMPARED) {
      const { report } = await demo(join(out, `${reward}-${seed}`), reward, seed, signal);
      if (columns.length === 0) columns.push(['before', report.before]);
      columns.push([reward, report.after]);
      if (json) printJson(reward, seed, report);
    }
    if (!json) process.stdout.write(`\nseed ${seed}\n${reportTable(columns)}\n`);
  }
}

function printJson(reward: PresetName, seed: number, report: RunReport): void {
  process.stdout.write(`${JSON.stringify({ reward, seed, ...report })}\n`);
}

async function demo(
  out: string,
  reward: PresetName,
  seed: number,
  signal: AbortSignal,
): Promise<FinishedRun> {
  const run = await openRun(out, demoConfig(reward, seed));
  const finished = await trainRun(run, { onEvent: textReporter(), signal });
  if (finished) return finished;
  process.stderr.write(`Stopped and saved. Go on with: echo-rl train --out ${out} --resume\n`);
  throw new Exit(130);
}

async function keepEarlier(out: string): Promise<void> {
  if (!(await holdsRun(out))) return;
  const place = resolve(out);
  let n = 1;
  while (existsSync(`${place}-${n}`)) n++;
  await rename(place, `${place}-${n}`);
  process.stderr.write(`The earlier run in ${out} is now ${relative('.', `${place}-${n}`)}.\n`);
}
