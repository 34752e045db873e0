import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { benchmarkTable, runBenchmarks } from '@echo/eval';
import { fileTrialStore } from '@echo/eval/node';
import { writeAtomically } from '@echo/files/write-atomically';
import { askingOf } from '@echo/run/node';
import { BENCHMARKS } from '@echo/tasks';
import { adversarialTasks } from '@echo/tasks/node';
import { Exit, expectFreeFolder } from 'echo-rl/commands';
import type { TasksArguments } from '../commands/tasks.js';
import { evaluateOptions, namedTasks, openCompleter } from '../open-completer.js';
import { interruptible } from '../with-interrupt.js';
import { evalProgress } from './eval-progress.js';
import { resumeHint } from './evaluate-one.js';

/** Runs the benchmarks and ends with exit code 1 where one is not passed. */
export async function tasksAction(options: TasksArguments): Promise<void> {
  const { out, seed, json = false, resume = false, force = false } = options;
  if (out !== undefined && !resume) {
    await expectFreeFolder(out, force);
    for (const name of BENCHMARKS) await rm(join(out, name), { recursive: true, force: true });
  }
  const pool = [...(await namedTasks(options)), ...adversarialTasks()];
  const asking = await askingOf(options);
  const opened = await openCompleter(options);
  const { onProgress, end } = evalProgress('tasks');
  const results = await interruptible(resumeHint(out), (signal) =>
    runBenchmarks(opened.completer, pool, {
      ...evaluateOptions(options, asking),
      drawSeed: seed,
      model: opened.name,
      ...(out !== undefined && { store: (name) => fileTrialStore(join(out, name, 'trials.jsonl')) }),
      signal,
      onProgress,
    }),
  ).finally(() => {
    end();
    opened.dispose();
  });
  const scores = results.map(({ trials, ...score }) => ({ ...score, n: trials.length }));
  if (out !== undefined)
    await writeAtomically(
      join(out, 'benchmarks.json'),
      `${JSON.stringify({ model: opened.name, seed, scores }, null, 2)}\n`,
    );
  process.stdout.write(
    json ? `${JSON.stringify({ model: opened.name, scores })}\n` : `\n${benchmarkTable(results)}\n`,
  );
  if (results.some(({ passed }) => !passed)) throw new Exit(1);
}
