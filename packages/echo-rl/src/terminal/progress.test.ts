import { catchOutput } from '@echo/testing/output';
import { afterEach, expect, test } from 'vitest';
import { duration, progressBar } from './progress.js';

const output = catchOutput();
const { isTTY } = process.stderr;
afterEach(() => {
  process.stderr.isTTY = isTTY;
});

test('a terminal shows a bar in place, and clears it in the end', () => {
  process.stderr.isTTY = true;
  const bar = progressBar('tasks');
  bar.show({ done: 1, total: 4, secondsLeft: 65, detail: '1 failed' });
  expect(output()).toBe('\r\u001b[K██████░░░░░░░░░░░░░░░░░░ tasks: 1 of 4, 1:05 left, 1 failed');
  bar.end();
  expect(output().endsWith('\r\u001b[K')).toBe(true);
});

test('a file shows ten lines in all, and no control characters', () => {
  process.stderr.isTTY = false;
  const bar = progressBar('tasks');
  for (let done = 1; done <= 1000; done++) bar.show({ done, total: 1000, secondsLeft: null });
  bar.end();
  const lines = output().trim().split('\n');
  expect(lines.length).toBeLessThanOrEqual(11);
  expect(lines.at(-1)).toBe('tasks: 1000 of 1000');
  expect(output()).not.toContain('\u001b');
});

test('each piece of work is shown, also where all are of one size', () => {
  process.stderr.isTTY = false;
  const bar = progressBar('tasks');
  for (let piece = 0; piece < 3; piece++) bar.show({ done: 30, total: 30, secondsLeft: 0 });
  expect(output()).toBe('tasks: 30 of 30\n'.repeat(3));
});

test('times', () => {
  expect([5, 65, 3725].map(duration)).toEqual(['0:05', '1:05', '1:02:05']);
});
