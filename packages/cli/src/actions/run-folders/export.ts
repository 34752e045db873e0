import { EchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import { type RunMeasures, type RunSummary, readEvents, summarizeRun } from '@echo/run/node';
import { expectFreeFile } from 'echo-rl/commands';
import type { ExportArguments } from '../../commands/runs.js';
import { csvTable, type Row } from '../../csv-table.js';

/** Writes runs as one table: a row for each run, or for each of its steps. */
export async function exportAction(paths: readonly string[], options: ExportArguments): Promise<void> {
  const { steps = false, out, force = false } = options;
  const format = options.json ? 'json' : options.format;
  if (out !== undefined) await expectFreeFile(out, force);
  const rows: Row[] = [];
  for (const path of paths) {
    const run = await summarizeRun(path);
    if (steps)
      for (const { outcomes: _, ...event } of await readEvents(path)) rows.push({ run: path, ...event });
    else rows.push(runRow(run));
  }
  const text = format === 'json' ? `${JSON.stringify(rows)}\n` : csvTable(rows);
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  await writeAtomically(out, text).catch((cause: Error) => {
    throw new EchoError(
      'write-failed',
      `${out} could not be written (${cause.message}); choose another --out.`,
      {
        cause,
      },
    );
  });
  process.stderr.write(`${rows.length} rows are in ${out}.\n`);
}

function runRow({ path, before, after, ...run }: RunSummary): Row {
  return { run: path, ...run, ...measuresOf('before', before), ...measuresOf('after', after) };
}

const NONE = { value: null, low: null, high: null };

function measuresOf(when: 'before' | 'after', measures: RunMeasures | null): Row {
  const { value, low, high } = measures?.ece ?? NONE;
  const values = {
    n: measures?.n ?? null,
    accuracy: measures?.accuracy ?? null,
    meanConfidence: measures?.meanConfidence ?? null,
    ece: value,
    eceLow: low,
    eceHigh: high,
    brier: measures?.brier ?? null,
    auroc: measures?.auroc ?? null,
    overconfidenceRate: measures?.overconfidenceRate ?? null,
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, cell]) => [
      `${when}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      cell,
    ]),
  );
}
