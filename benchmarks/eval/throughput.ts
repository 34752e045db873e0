/**
 * Trials a second and peak memory of an evaluation whose completer returns at once, with grading, the log on
 * disk and the report: `pnpm benchmark eval/throughput.ts`.
 *
 * 100,000 and 1,000,000 trials, each in a process of its own: `eval/throughput.ts N` is one of them.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EvalReport, evalReportBuilder, evaluate, fromFunction } from '@echo/eval';
import { fileTrialStore } from '@echo/eval/node';
import type { Task } from '@echo/tasks';
import { processorSecondsSoFar } from '../processor-seconds.js';

interface Run {
  readonly trials: number;
  readonly perSecond: number;
  /** Of processor time, which what else runs on the machine does not lengthen. */
  readonly perProcessorSecond: number;
  readonly reportSeconds: number;
  readonly peakMegabytes: number;
  readonly logMegabytes: number;
}

const DOMAINS = ['math', 'logic', 'factual', 'science'];

function* tasks(n: number): Generator<Task, void, void> {
  for (let i = 0; i < n; i++)
    yield {
      id: `task-${i}`,
      domain: DOMAINS[i % DOMAINS.length] ?? '',
      difficulty: i % 3 === 0 ? 'easy' : 'hard',
      question: `What is ${i} + 1?`,
      answerKey: { kind: 'number', value: i + 1 },
    };
}

async function measure(n: number): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'echo-eval-'));
  try {
    const log = join(folder, 'trials.jsonl');
    let asked = 0;
    const completer = fromFunction(() => {
      const i = asked++;
      return `<confidence>${i % 101}</confidence><answer>${i + (i % 3 === 0 ? 1 : 7)}</answer>`;
    });
    const builder = evalReportBuilder();
    const used = processorSecondsSoFar();
    const started = performance.now();
    for await (const batch of evaluate(completer, tasks(n), { store: fileTrialStore(log), concurrency: 32 }))
      for (const trial of batch) builder.add(trial);
    const evaluated = performance.now();
    const processorSeconds = processorSecondsSoFar() - used;
    const report: EvalReport = builder.report();
    if (report.n !== n || report.failed > 0) throw new Error(`${report.n} trials, ${report.failed} failed`);
    return {
      trials: n,
      perSecond: Math.round(n / ((evaluated - started) / 1000)),
      perProcessorSecond: Math.round(n / processorSeconds),
      reportSeconds: (performance.now() - evaluated) / 1000,
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
      logMegabytes: Math.round(statSync(log).size / 1e6),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [size] = process.argv.slice(2);
if (size !== undefined) console.log(JSON.stringify(await measure(Number(size))));
else {
  const runs = [100_000, 1_000_000].map((n): Run => {
    const self = [...process.execArgv, process.argv[1] ?? '', String(n)];
    return JSON.parse(execFileSync(process.execPath, self, { encoding: 'utf8' }));
  });
  for (const run of runs)
    console.log(
      `${run.trials.toLocaleString('en').padStart(9)} trials: ${run.perSecond.toLocaleString('en')} a second, ` +
        `${run.perProcessorSecond.toLocaleString('en')} a second of processor time, ` +
        `report in ${run.reportSeconds.toFixed(2)} s, peak RSS ${run.peakMegabytes} MB, log ${run.logMegabytes} MB`,
    );
  const [small, large] = runs;
  if (small && large)
    console.log(
      `peak RSS of the larger ÷ that of the smaller: ${(large.peakMegabytes / small.peakMegabytes).toFixed(2)}`,
    );
}
