import { join } from 'node:path';
import { listRuns, type RunSummary } from '@echo/run/node';
import { textTable } from 'echo-rl/commands';
import type { RunsArguments } from '../../commands/runs.js';
import { number } from '../../numbers.js';

/** Prints the runs in a folder, the newest first. */
export async function listAction(folder: string, { json = false }: RunsArguments): Promise<void> {
  const runs = await listRuns(folder);
  if (json) process.stdout.write(`${JSON.stringify({ runs })}\n`);
  else if (runs.length === 0)
    process.stdout.write(
      `There is no run in ${folder}; start one with: echo-rl train --out ${join(folder, 'first')}\n`,
    );
  else process.stdout.write(`${textTable([HEAD, ...runs.map(rowOf)])}\n`);
}

const HEAD = ['run', 'model', 'reward', 'seed', 'steps', 'state', 'ECE', 'changed (UTC)'];

function rowOf({ path, model, reward, seed, steps, of, state, before, after, changed }: RunSummary) {
  const ece = before && after ? `${number(before.ece.value)} → ${number(after.ece.value)}` : '–';
  return [
    path,
    model,
    reward,
    String(seed),
    `${steps}/${of}`,
    state,
    ece,
    changed.slice(0, 16).replace('T', ' '),
  ];
}
