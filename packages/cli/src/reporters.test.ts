import type { RunEvent, StepEvent } from '@echo/run';
import { catchOutput } from '@echo/testing/output';
import { afterEach, expect, test } from 'vitest';
import { jsonReporter, textReporter } from './reporters.js';

const output = catchOutput();
const isTTY = process.stderr.isTTY;
afterEach(() => {
  process.stderr.isTTY = isTTY;
});

const step = (n: number, change: Partial<StepEvent> = {}): RunEvent => ({
  kind: 'step',
  of: 200,
  event: {
    step: n,
    reward: 0.25,
    accuracy: 0.5,
    ece: 0.125,
    meanConfidence: 0.75,
    seconds: 2,
    ...change,
  } as StepEvent,
});

test('JSON is one object a line', () => {
  const events: RunEvent[] = [{ kind: 'note', text: 'two\nlines' }, step(1)];
  for (const event of events) jsonReporter(event);
  expect(
    output()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(events);
});

test('a log file shows notes, every tenth step and the last, with rate and time left', () => {
  process.stderr.isTTY = false;
  let now = 2000;
  const report = textReporter(() => now);
  report({ kind: 'note', text: 'resuming after step 0' });
  for (let n = 1; n <= 10; n++, now += 2000) report(step(n));
  report(step(40, { heldOutTasks: 200, heldOutAccuracy: 0.45, heldOutEce: 0.2, heldOutAuroc: 0.7 }));
  report(step(200, { ece: null }));
  expect(output()).toMatchInlineSnapshot(`
    "resuming after step 0
    step 10 of 200  reward 0.250  correct 50 %  confidence 75 %  ECE 0.125  2.0 s/step  6:20 left
    step 40 of 200  reward 0.250  correct 50 %  confidence 75 %  ECE 0.125  1.8 steps/s  1:28 left
      after step 40, 200 held-out tasks: ECE 0.200, AUROC 0.700, correct 45 %
    step 200 of 200  reward 0.250  correct 50 %  confidence 75 %  ECE –  9.1 steps/s  0:00 left
    "
  `);
});

test('a resumed run counts its rate from where it went on', () => {
  process.stderr.isTTY = false;
  const report = textReporter(() => 2000);
  report(step(100));
  expect(output()).toContain('2.0 s/step  3:20 left');
});

test('a terminal shows the newest line in place, and keeps every tenth', () => {
  process.stderr.isTTY = true;
  const report = textReporter(() => 0);
  report({ kind: 'sft', step: 9, of: 40, loss: 1.25 });
  report({ kind: 'sft', step: 10, of: 40, loss: 1 });
  report({ kind: 'evaluating', when: 'before', done: 32, of: 64 });
  report({ kind: 'evaluating', when: 'before', done: 64, of: 64 });
  expect(output()).toBe(
    [
      '\r\u001b[KSFT step 9 of 40: loss 1.250',
      '\r\u001b[KSFT step 10 of 40: loss 1.000\n',
      '\r\u001b[Kevaluating before: 32 of 64 tasks',
      '\r\u001b[Kevaluating before: 64 of 64 tasks\n',
    ].join(''),
  );
});
