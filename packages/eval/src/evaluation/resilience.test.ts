import type { Completer } from '@echo/core';
import { EchoError } from '@echo/core';
import { expect, test } from 'vitest';
import { fromFunction } from '../completers/from-function.js';
import { retryAfter } from '../completers/transient-error.js';
import { evalReport } from '../reports/eval-report.js';
import { memoryTrialStore } from '../store/trial-store.js';
import { response } from '../testing/scripted.js';
import { countedTasks } from '../testing/tasks.js';
import { evaluate, evaluateAll } from './evaluate.js';
import type { EvaluationProgress } from './progress.js';

const tasks = [...countedTasks(12)];
const fast = { retryDelay: 0.001 };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const placeOf = (prompt: Parameters<Completer['complete']>[0]) =>
  Number(/q(\d+)\?/.exec(prompt.at(-1)?.content ?? '')?.[1]);
const knowing = fromFunction((prompt) => response(100, String(placeOf(prompt))));

test('no more tasks are in flight than asked for, and trials come back in the order of the tasks', async () => {
  let [inFlight, most] = [0, 0];
  const completer = fromFunction(async (prompt) => {
    most = Math.max(most, ++inFlight);
    await wait((placeOf(prompt) * 7) % 5);
    inFlight--;
    return response(100, String(placeOf(prompt)));
  });
  const trials = await evaluateAll(completer, tasks, { concurrency: 3 });
  expect(most).toBe(3);
  expect(trials.map(({ taskId }) => taskId)).toEqual(tasks.map(({ id }) => id));
  expect(trials.every(({ correct, seconds }) => correct && seconds !== undefined)).toBe(true);
});

test('tasks are read no faster than they are answered and taken', async () => {
  let read = 0;
  function* source() {
    for (const task of countedTasks(100_000)) {
      read++;
      yield task;
    }
  }
  for await (const batch of evaluate(knowing, source(), { concurrency: 4 })) {
    expect(batch.length).toBeGreaterThan(0);
    await wait(50);
    break;
  }
  expect(read).toBeLessThan(3000);
});

test('429 and 5xx are asked again after the time the service names, others are not', async () => {
  const asked = new Map<number, number>();
  const completer = fromFunction((prompt) => {
    const place = placeOf(prompt);
    const times = (asked.get(place) ?? 0) + 1;
    asked.set(place, times);
    const fail = (status: number) => {
      throw Object.assign(new Error(`status ${status}`), { status, headers: { 'retry-after': '0.02' } });
    };
    if (place === 1 && times < 3) fail(429);
    if (place === 2 && times < 2) fail(503);
    if (place === 3) fail(400);
    if (place === 4) fail(500);
    return response(100, String(place));
  });
  const started = performance.now();
  const trials = await evaluateAll(completer, tasks.slice(0, 5), { ...fast, retries: 2 });
  expect(performance.now() - started).toBeGreaterThan(40);
  expect([...asked.entries()].sort()).toEqual([
    [0, 1],
    [1, 3],
    [2, 2],
    [3, 1],
    [4, 3],
  ]);
  expect(trials.map(({ error }) => error)).toEqual([
    undefined,
    undefined,
    undefined,
    { message: 'status 400', status: 400 },
    { message: 'status 500', status: 500 },
  ]);
  const report = evalReport(trials);
  expect(report).toMatchObject({ n: 3, failed: 2, accuracy: 1 });
});

test('Retry-After in seconds, in milliseconds, and as a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(retryAfter({ headers: { 'retry-after': '7' } })).toBe(7);
  expect(retryAfter({ headers: new Headers({ 'Retry-After-Ms': '250' }) })).toBe(0.25);
  expect(retryAfter({ responseHeaders: { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' } }, now)).toBe(30);
  expect(retryAfter({ cause: { headers: { 'retry-after': '2' } } })).toBe(2);
  expect(retryAfter({ headers: { 'retry-after': 'soon' } })).toBeNull();
  expect(retryAfter(new Error('none'))).toBeNull();
});

test('an attempt that takes too long is ended and made again; a trial that does has failed', async () => {
  let attempts = 0;
  const slowOnce: Completer = {
    complete: (prompt, options) =>
      attempts++ === 0
        ? new Promise((_, reject) => {
            options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
          })
        : knowing.complete(prompt, options),
  };
  const [trial] = await evaluateAll(slowOnce, tasks.slice(0, 1), { ...fast, attemptTimeout: 0.05 });
  expect([attempts, trial?.correct]).toEqual([2, true]);
  const never: Completer = { complete: () => new Promise(() => {}) };
  const [failed] = await evaluateAll(never, tasks.slice(0, 1), { timeout: 0.05 });
  expect(failed?.error?.message).toBe(
    'The trial took longer than 0.05 s; raise `timeout` or lower `maxTokens`.',
  );
});

test('failOnError ends the evaluation with the error, and an EchoError always does', async () => {
  const broken: Completer = { complete: () => Promise.reject(new Error('out of order')) };
  await expect(evaluateAll(broken, tasks, { failOnError: true })).rejects.toThrow('out of order');
  const lost: Completer = {
    complete: () => Promise.reject(new EchoError('service-failed', 'No such model.')),
  };
  await expect(evaluateAll(lost, tasks)).rejects.toThrow('No such model.');
  const batches: Completer = { ...broken, completeGroups: () => Promise.reject(new Error('out of memory')) };
  await expect(evaluateAll(batches, tasks, { failOnError: true })).rejects.toThrow('out of memory');
  const failed = await evaluateAll(batches, tasks, { batchSize: 5 });
  expect(failed.map(({ error }) => error?.message)).toEqual(tasks.map(() => 'out of memory'));
});

test('a signal ends the evaluation at once, and what finished is in the store', async () => {
  const ending = new AbortController();
  let signalled = 0;
  const completer: Completer = {
    complete: (prompt, options) => {
      if (placeOf(prompt) < 5) return knowing.complete(prompt, options);
      options?.signal?.addEventListener('abort', () => signalled++);
      return new Promise(() => {});
    },
  };
  const store = memoryTrialStore();
  const evaluated = (async () => {
    let taken = 0;
    for await (const batch of evaluate(completer, tasks, { concurrency: 2, store, signal: ending.signal })) {
      taken += batch.length;
      if (taken === 5) setTimeout(() => ending.abort(new Error('enough')), 20);
    }
  })();
  await expect(evaluated).rejects.toThrow('enough');
  expect(signalled).toBe(2);
  expect(store.lines).toHaveLength(1 + 5);
  await expect(evaluateAll(knowing, tasks, { signal: ending.signal })).rejects.toThrow('enough');
});

test('a seed draws the order, the same for the same seed', async () => {
  const orderOf = async (seed: number) => {
    const order: number[] = [];
    const noting = fromFunction((prompt) => {
      order.push(placeOf(prompt));
      return '';
    });
    const trials = await evaluateAll(noting, tasks, { seed, concurrency: 1 });
    expect(trials.map(({ taskId }) => taskId)).toEqual(tasks.map(({ id }) => id));
    return order;
  };
  const order = await orderOf(1);
  expect(order).not.toEqual(tasks.map((_, i) => i));
  expect(order.toSorted((a, b) => a - b)).toEqual(tasks.map((_, i) => i));
  expect(await orderOf(1)).toEqual(order);
  expect(await orderOf(2)).not.toEqual(order);
  await expect(evaluateAll(knowing, countedTasks(3), { seed: 1 })).rejects.toThrow('`tasks`');
});

test('progress tells trials, failures, tokens, cost and the time left', async () => {
  const completer = fromFunction((prompt) => {
    if (placeOf(prompt) === 3) throw new Error('broken');
    return { text: response(100, '1'), finishReason: 'stop', usage: { inputTokens: 100, outputTokens: 10 } };
  });
  const told: EvaluationProgress[] = [];
  const trials = await evaluateAll(completer, tasks, {
    pricing: { input: 1, output: 5 },
    onProgress: (progress) => told.push(progress),
  });
  expect(told.at(-1)).toMatchObject({
    done: 12,
    total: 12,
    resumed: 0,
    failed: 1,
    usage: { inputTokens: 1100, outputTokens: 110 },
    cost: expect.closeTo((1100 + 550) / 1e6, 12),
    secondsLeft: 0,
  });
  expect(evalReport(trials, { pricing: { input: 1, output: 5 } })).toMatchObject({
    usage: { inputTokens: 1100, outputTokens: 110 },
    cost: expect.closeTo(0.00165, 12),
    failed: 1,
  });
});
