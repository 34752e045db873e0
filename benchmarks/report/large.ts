/**
 * Processor time of the report of many trials, written into a temporary folder:
 * `pnpm benchmark report/large.ts [trials]`, 100,000 unless given.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRng } from '@echo/core';
import type { ReportTrial } from '@echo/report';
import { writeReport } from '@echo/report/node';
import { processorSecondsSoFar } from '../processor-seconds.js';

const n = Number(process.argv[2] ?? 100_000);

/** Trials that state integer percentages, or any number when `levels` is large. */
function trials(levels: number, bias: number): readonly ReportTrial[] {
  const rng = createRng(1);
  return Array.from({ length: n }, (_, i) => {
    const truth = rng.next();
    const correct = rng.next() < truth;
    const confidence = Math.round(levels * Math.min(1, truth + bias)) / levels;
    return {
      taskId: `task-${i}`,
      domain: `domain ${i % 7}`,
      difficulty: 'easy',
      confidence,
      correct,
      grade: correct ? 1 : 0,
      wellFormed: true,
      abstained: false,
      question: `What is the answer to question ${i}?`,
      answer: correct ? 'forty-two' : 'forty-three',
    };
  });
}

const folder = await mkdtemp(join(tmpdir(), 'echo-report-'));
try {
  for (const [name, levels, withBefore] of [
    ['integer percentages', 100, false],
    ['integer percentages, before and after', 100, true],
    ['any confidence, before and after', 1e9, true],
  ] as const) {
    const input = {
      trials: trials(levels, 0),
      ...(withBefore && { before: trials(levels, 0.1) }),
      meta: { title: name, source: 'benchmarks/report/large.ts' },
    };
    const [from, began] = [processorSecondsSoFar(), performance.now()];
    await writeReport(folder, input);
    const seconds = processorSecondsSoFar() - from;
    const wall = (performance.now() - began) / 1000;
    const { size } = await stat(join(folder, 'report.html'));
    console.log(
      `${name}: ${seconds.toFixed(2)} s of processor time, ${wall.toFixed(2)} s; ${(size / 1e3).toFixed(0)} kB of HTML`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
