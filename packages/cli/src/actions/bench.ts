import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stopSequences } from '@echo/core';
import { evaluateAll, withQuestions } from '@echo/eval';
import { benchResult, benchSettings, formatBenchResult } from '@echo/eval/echo-bench';
import { fileTrialStore } from '@echo/eval/node';
import { writeAtomically } from '@echo/files/write-atomically';
import { visible } from '@echo/report';
import { writeReport } from '@echo/report/node';
import { askingOf } from '@echo/run/node';
import { type BenchPart, ECHO_BENCH_PARTS, type EchoBench, echoBench } from '@echo/tasks/echo-bench';
import { downloadTasks } from '@echo/tasks/hub';
import { clearReport, expectFreeFolder, misuse, similar, textTable } from 'echo-rl/commands';
import { benchResultRows } from '../bench/result-rows.js';
import type { BenchArguments } from '../commands/bench.js';
import { methodsOf, usualMethod } from '../methods-of.js';
import { evaluateOptions, openCompleter } from '../open-completer.js';
import { interruptible } from '../with-interrupt.js';
import { evalProgress } from './eval-progress.js';
import { resumeHint } from './evaluate-one.js';
import { expectAnswered } from './expect-answered.js';
import { showDownload } from './show-download.js';

/** The name of a result's file. */
const RESULT_FILE = 'bench-result.json';

/** Runs EchoBench: trials go into the folder's log as they finish, then the result and the report. */
export async function benchAction(options: BenchArguments): Promise<void> {
  const { out, resume = false, force = false, retryFailed = false, json = false } = options;
  const asking = await askingOf(options);
  const [method, ...more] = methodsOf(options.method ?? usualMethod(asking));
  if (method === undefined || more.length > 0) misuse('bench wants one --method; run it again for another.');
  const parts = partsOf(options.parts);
  if (!resume) {
    await expectFreeFolder(out, force);
    for (const name of ['trials.jsonl', RESULT_FILE]) await rm(join(out, name), { force: true });
    if (force) await clearReport(out);
  }
  const bench = await loadBench(parts);
  const opened = await openCompleter(options);
  const { format, maxTokens } = asking;
  // What the completions end at has always been among the settings that a rank is within.
  const sampling = { maxTokens, stop: stopSequences(format.order) };
  const settings = benchSettings(bench, { method: method.name, sampling, format });
  const log = join(out, 'trials.jsonl');
  const { onProgress, end } = evalProgress('EchoBench');
  const trials = await interruptible(resumeHint(out), (signal) =>
    evaluateAll(opened.completer, bench.tasks, {
      ...evaluateOptions(options, asking),
      method,
      store: fileTrialStore(log),
      model: opened.name,
      retryFailed,
      signal,
      onProgress,
    }),
  ).finally(() => {
    end();
    opened.dispose();
  });
  expectAnswered(trials);
  const model = options.name?.trim() || opened.name;
  const date = new Date().toISOString().slice(0, 10);
  const result = benchResult(bench, trials, { model, date, settings });
  await writeAtomically(join(out, RESULT_FILE), formatBenchResult(result));
  await writeReport(out, {
    trials: withQuestions(trials, bench.tasks),
    meta: { title: `${model} on EchoBench ${bench.version}`, source: log },
  });
  process.stdout.write(
    json
      ? `${JSON.stringify(result)}\n`
      : `\n${visible(model)} on EchoBench ${bench.version}, hash ${result.hash.slice(0, 12)}\n\n${textTable(benchResultRows(result))}\n`,
  );
  if (result.failed > 0)
    process.stderr.write(
      `\n${result.failed} calls failed, so the result is not ranked; add --resume --retry-failed.\n`,
    );
  process.stderr.write(
    `\nThe result is ${join(out, RESULT_FILE)}, the report ${join(out, 'report.html')}.\n`,
  );
}

function partsOf(names: string): readonly BenchPart[] {
  if (names.trim() === 'all') return ECHO_BENCH_PARTS;
  return names.split(',').map((name) => {
    const found = ECHO_BENCH_PARTS.find((part) => part === name.trim());
    if (found) return found;
    const meant = similar(name, ECHO_BENCH_PARTS);
    return misuse(
      `there is no part ${name || '""'}; choose among ${ECHO_BENCH_PARTS.join(', ')}, or all.${meant ? ` Did you mean ${meant}?` : ''}`,
    );
  });
}

function loadBench(parts: readonly BenchPart[]): Promise<EchoBench> {
  return echoBench(
    async (source, split) => (await downloadTasks(source, { split, onProgress: showDownload() })).tasks,
    parts,
  );
}
