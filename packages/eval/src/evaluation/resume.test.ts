import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromFunction } from '../completers/from-function.js';
import { selfConsistency } from '../methods/self-consistency.js';
import { memoryTrialStore } from '../store/trial-store.js';
import { response } from '../testing/scripted.js';
import { countedTasks } from '../testing/tasks.js';
import type { Trial } from '../trial.js';
import { evaluate, evaluateAll } from './evaluate.js';
import { parseTrialLog } from './trial-log.js';

const tasks = [...countedTasks(40)];
const withoutTimes = (trials: readonly Trial[]) => trials.map(({ seconds: _, ...trial }) => trial);

/** Knows every other answer, fails on every seventh task, and counts how often each was asked. */
function counting() {
  const asked = new Map<number, number>();
  const completer = fromFunction((prompt) => {
    const place = Number(/q(\d+)\?/.exec(prompt.at(-1)?.content ?? '')?.[1]);
    asked.set(place, (asked.get(place) ?? 0) + 1);
    if (place % 7 === 3) throw new Error('broken');
    return response(place % 101, String(place - (place % 2)));
  });
  return { asked, completer };
}

test('interrupted at any points, the same trials, and no finished task asked again', async () => {
  const whole = withoutTimes(await evaluateAll(counting().completer, tasks));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(45), { maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      fc.option(fc.nat(5), { nil: undefined }),
      async (interruptions, concurrency, seed) => {
        const lines: string[] = [];
        const { asked, completer } = counting();
        const options = { concurrency, ...(seed !== undefined && { seed }) };
        for (const after of interruptions) {
          let taken = 0;
          const kept = lines.length;
          asked.clear();
          for await (const batch of evaluate(completer, tasks, {
            ...options,
            store: memoryTrialStore(lines),
          })) {
            taken += batch.length;
            if (taken > after) break;
          }
          expect(asked.size).toBeLessThanOrEqual(40 - Math.max(0, kept - 1));
        }
        const trials = await evaluateAll(completer, tasks, { ...options, store: memoryTrialStore(lines) });
        expect(withoutTimes(trials)).toEqual(whole);
        expect(withoutTimes(parseTrialLog(`${lines.join('\n')}\n`))).toEqual(whole);
        expect(lines).toHaveLength(41);
      },
    ),
    { numRuns: 40 },
  );
});

test('a store that fails ends the evaluation, and nothing it did not take is reported', async () => {
  const lines: string[] = [];
  const store = memoryTrialStore(lines);
  const failing = {
    ...store,
    append: async (added: readonly string[]) => {
      if (lines.length > 10) throw new Error('disk full');
      await store.append(added);
    },
  };
  const reported: Trial[] = [];
  const run = (async () => {
    for await (const batch of evaluate(counting().completer, tasks, { store: failing }))
      reported.push(...batch);
  })();
  await expect(run).rejects.toThrow('disk full');
  expect(reported.length).toBeLessThanOrEqual(lines.length - 1);
});

test('failed tasks are asked again when wanted, and the later trial counts', async () => {
  const lines: string[] = [];
  await evaluateAll(counting().completer, tasks, { store: memoryTrialStore(lines) });
  const asked: string[] = [];
  const mended = fromFunction((prompt) => {
    asked.push(prompt.at(-1)?.content ?? '');
    return response(50, '3');
  });
  const kept = await evaluateAll(mended, tasks, { store: memoryTrialStore(lines) });
  expect([asked.length, kept.filter(({ error }) => error).length]).toEqual([0, 6]);
  const retried = await evaluateAll(mended, tasks, { store: memoryTrialStore(lines), retryFailed: true });
  expect([asked.length, retried.filter(({ error }) => error).length]).toEqual([6, 0]);
  expect(parseTrialLog(`${lines.join('\n')}\n`).some(({ error }) => error)).toBe(false);
});

test('a log is not resumed with other settings or other tasks', async () => {
  const lines: string[] = [];
  const store = () => memoryTrialStore(lines);
  const { completer } = counting();
  await evaluateAll(completer, tasks.slice(0, 5), { store: store(), model: 'a' });
  const sampling = { maxTokens: 64, temperature: 0 };
  await evaluateAll(completer, tasks.slice(0, 5), { store: store(), model: 'a', sampling });
  const mismatch = { code: 'config-mismatch' };
  await expect(evaluateAll(completer, tasks, { store: store(), model: 'b' })).rejects.toMatchObject({
    ...mismatch,
    message:
      'The log was made with `model` "a" and cannot go on with "b"; use the same, or choose another log.',
  });
  for (const other of [{ sampling: { maxTokens: 9 } }, { method: selfConsistency() }])
    await expect(
      evaluateAll(completer, tasks, { store: store(), model: 'a', ...other }),
    ).rejects.toMatchObject(mismatch);
  await expect(evaluateAll(completer, tasks.slice(1), { store: store(), model: 'a' })).rejects.toMatchObject(
    mismatch,
  );
  lines[3] = '{"index":2}';
  await expect(evaluateAll(completer, tasks, { store: store(), model: 'a' })).rejects.toMatchObject({
    code: 'corrupt-file',
    message: expect.stringContaining('Line 4'),
  });
  lines[0] = 'question,answer';
  await expect(evaluateAll(completer, tasks, { store: store() })).rejects.toThrow('The first line');
});

test('a log of one order is not resumed in the other; the usual format is not noted', async () => {
  const lines: string[] = [];
  const few = tasks.slice(0, 2);
  const store = () => memoryTrialStore(lines);
  await evaluateAll(counting().completer, few, { store: store() });
  expect(JSON.parse(lines[0] ?? '').settings).not.toHaveProperty('format');
  const usual = { order: 'confidence-first' } as const;
  await evaluateAll(counting().completer, few, { store: store(), format: usual });
  const method = selfConsistency({ samples: 2 });
  const others: string[] = [];
  await evaluateAll(counting().completer, few, { store: memoryTrialStore(others), method });
  const format = { order: 'answer-first' } as const;
  const resumed = evaluateAll(counting().completer, few, { store: memoryTrialStore(others), method, format });
  await expect(resumed).rejects.toThrow(
    /made with `format` unset and cannot go on with \{"order":"answer-first"\}/,
  );
});
