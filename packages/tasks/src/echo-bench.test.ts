import { createRng } from '@echo/core';
import { expect, test } from 'vitest';
import { adversarialTasks } from './builtin-tasks.js';
import {
  type BenchDraw,
  type BenchPart,
  benchPart,
  drawBenchTasks,
  ECHO_BENCH_BANK_HASH,
  ECHO_BENCH_DRAWS,
  ECHO_BENCH_PARTS,
  ECHO_BENCH_VERSION,
  echoBench,
  hashTasks,
  type LoadSplit,
} from './echo-bench.js';
import { SOURCES, type SourceName, type SourceSplit } from './hub.js';
import type { Task } from './index.js';
import { sha256 } from './internal/hash-tasks.js';

const [ofGsm8k] = ECHO_BENCH_DRAWS as readonly [BenchDraw];
const splitOf = (source: SourceName, split: SourceSplit, size: number): readonly Task[] =>
  Array.from({ length: size }, (_, i) => ({
    id: `${source}-${split}-${i}`,
    domain: 'math',
    difficulty: 'easy',
    question: `What is ${i}?`,
    answerKey: { kind: 'number', value: i },
  }));
const gsm8k = splitOf('gsm8k', 'test', 1319);
const load: LoadSplit = async (source, split) => splitOf(source, split, 10_000);

test('a bank with another hash is another version', () => {
  expect([ECHO_BENCH_VERSION, hashTasks(adversarialTasks())]).toEqual(['1.0.0', ECHO_BENCH_BANK_HASH]);
});

test('draws from a split of every source that publishes its answers', () => {
  expect(ECHO_BENCH_DRAWS.map(({ source }) => source).sort()).toEqual(Object.keys(SOURCES).sort());
  for (const { source, split } of ECHO_BENCH_DRAWS) expect(SOURCES[source].splits).toContain(split);
  expect(ECHO_BENCH_DRAWS.map(({ split }) => split)).not.toContain('train');
});

test('200 tasks of each draw and the bank, the same each time', async () => {
  const { version, tasks, hash } = await echoBench(load);
  expect(version).toBe(ECHO_BENCH_VERSION);
  expect(tasks).toHaveLength(1000 + adversarialTasks().length);
  expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
  expect(hash).toBe((await echoBench(load)).hash);
});

test('some parts have a hash of their own, whatever their order, and load no other split', async () => {
  const asked: string[] = [];
  const counting: LoadSplit = (source, split) => {
    asked.push(source);
    return load(source, split);
  };
  const some = await echoBench(counting, ['adversarial', 'gsm8k']);
  expect(asked).toEqual(['gsm8k']);
  expect([some.parts, some.tasks.length]).toEqual([
    ['gsm8k', 'adversarial'],
    200 + adversarialTasks().length,
  ]);
  expect(some.hash).not.toBe((await echoBench(load)).hash);
  expect((await echoBench(load, ['adversarial'])).hash).toBe(ECHO_BENCH_BANK_HASH);
  for (const parts of [[], ['mmlu' as BenchPart], ['gsm8k', 'mmlu' as BenchPart]] as const)
    await expect(echoBench(load, parts)).rejects.toThrow('Expected `parts` to be some of gsm8k, arc,');
});

test('the id of every task tells its part', async () => {
  const { tasks, parts } = await echoBench(load);
  expect([...new Set(tasks.map(({ id }) => benchPart(id)))]).toEqual(parts);
  expect(parts).toEqual(ECHO_BENCH_PARTS);
  expect(() => benchPart('mmlu-1')).toThrow('the id of a task of EchoBench, got mmlu-1');
});

test('the draw from the test split of GSM8K is pinned', () => {
  const ids = drawBenchTasks(ofGsm8k, gsm8k).map(({ id }) => id);
  expect(ids.slice(0, 3)).toEqual(['gsm8k-test-47', 'gsm8k-test-973', 'gsm8k-test-836']);
  expect(sha256(ids.join('\n'))).toBe('2e8b9d3846103393d8f9e7c1ea7e62c49897a0b5cd5512478f7dde892624d28f');
});

test('the order of a split does not matter, and what is left out elsewhere changes no other task', () => {
  const drawn = drawBenchTasks(ofGsm8k, gsm8k);
  expect(drawBenchTasks(ofGsm8k, createRng(1).shuffle(gsm8k))).toEqual(drawn);
  const without = drawBenchTasks(
    ofGsm8k,
    gsm8k.filter((task) => task !== drawn[5]),
  );
  expect(without.slice(0, -1)).toEqual(drawn.filter((_, i) => i !== 5));
});

test.each([
  [
    gsm8k.slice(0, 1000),
    'Expected the whole split test of gsm8k, at least 1300 tasks, got 1000; load it without a limit.',
  ],
  [
    splitOf('sciq', 'test', 2000),
    'Expected the ids of gsm8k to start with gsm8k-, got sciq-test-0; load the split with downloadTasks.',
  ],
])('a split that is not that of the draw (%#)', (split, message) => {
  expect(() => drawBenchTasks(ofGsm8k, split)).toThrow(message);
});

test('a hash does not change with the order of tasks or fields, and does with any field', () => {
  const [task] = gsm8k as readonly [Task, ...Task[]];
  const backwards = Object.fromEntries(Object.entries(task).reverse()) as unknown as Task;
  expect(hashTasks([backwards, ...gsm8k.slice(1).reverse()])).toBe(hashTasks(gsm8k));
  for (const other of [
    { ...task, question: 'Why?' },
    { ...task, difficulty: 'hard' as const },
    { ...task, answerKey: { kind: 'number' as const, value: 1 } },
  ])
    expect(hashTasks([other])).not.toBe(hashTasks([task]));
});
