import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { answered, compareMethods, type MethodComparison, methodTable, withQuestions } from '@echo/eval';
import { fileTrialStore } from '@echo/eval/node';
import { writeAtomically } from '@echo/files/write-atomically';
import { writeReport } from '@echo/report/node';
import { evaluateOptions } from '../open-completer.js';
import { interruptible } from '../with-interrupt.js';
import type { Evaluating } from './eval.js';
import { evalProgress } from './eval-progress.js';
import { resumeHint } from './evaluate-one.js';
import { expectAnswered } from './expect-answered.js';

/** Evaluates by several methods: a folder with log and report for each, and all of them in one table. */
export async function evaluateMethods(evaluating: Evaluating): Promise<void> {
  const { opened, tasks, methods, calibration, asking, options } = evaluating;
  const { out, json = false, retryFailed = false } = options;
  const { onProgress, end } = evalProgress('tasks');
  const comparison = await interruptible(resumeHint(out), (signal) =>
    compareMethods(opened.completer, tasks, {
      ...evaluateOptions(options, asking),
      methods,
      ...(calibration && { calibrationTasks: calibration }),
      ...(out !== undefined && { store: (name) => fileTrialStore(join(out, name, 'trials.jsonl')) }),
      model: opened.name,
      retryFailed,
      signal,
      onProgress,
    }),
  ).finally(end);
  const table = methodTable(comparison.rows);
  for (const trials of Object.values(comparison.trials)) expectAnswered(trials);
  if (out !== undefined) await keep(out, evaluating, comparison);
  process.stdout.write(
    json
      ? `${JSON.stringify({ model: opened.name, tasks: options.tasks, rows: comparison.rows })}\n`
      : `\n${table}\n`,
  );
  if (out !== undefined)
    process.stderr.write(`\nThe table is ${join(out, 'methods.md')}; each method has a folder beside it.\n`);
}

async function keep(
  out: string,
  { opened, tasks, methods }: Evaluating,
  { rows, trials }: MethodComparison,
): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const { name } of methods) {
    const own = trials[name];
    if (!own || answered(own).length === 0) continue;
    await writeReport(join(out, name), {
      trials: withQuestions(own, tasks),
      meta: { title: `${opened.name}, ${name}`, source: join(out, name, 'trials.jsonl') },
    });
  }
  await writeAtomically(
    join(out, 'methods.json'),
    `${JSON.stringify({ model: opened.name, rows }, null, 2)}\n`,
  );
  await writeAtomically(join(out, 'methods.md'), `# ${opened.name}\n\n${methodTable(rows)}\n`);
}
