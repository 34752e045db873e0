import { loadBackend } from '@echo/compute/node';
import { stopSequences } from '@echo/core';
import { loadNano } from '@echo/nano/node';
import { renderPrompt } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GenerationEvent, PolicyInfo, TrainingEvent } from '../backend.js';
import { nodeRun } from '../testing/node-run.js';
import { browserPath, openWorkerPage, type WorkerPage } from '../testing/worker-page.js';
import { MAX_TOKENS } from './generation.js';

const STEPS = 2;
const HELD_OUT = 32;
const SETTINGS = { reward: 'honest', seed: 1, steps: STEPS, heldOut: HELD_OUT };
const PROMPTS = builtinTasks('test')
  .slice(0, 4)
  .map((task) => renderPrompt(task));

describe.skipIf(!browserPath)('the policy in a worker of Chromium', { timeout: 600_000 }, () => {
  let opened: WorkerPage;
  const inPage = <T>(source: string): Promise<T> => opened.page.evaluate(source) as Promise<T>;

  beforeAll(async () => {
    await loadBackend({ prefer: 'wasm' });
    opened = await openWorkerPage(true);
  }, 600_000);
  afterAll(() => opened.close());

  test('loads with progress, on threads', async () => {
    const { info, progress } = await inPage<{
      info: PolicyInfo;
      progress: { done: number }[];
    }>(`(async () => {
      window.client = window.openClient({ threads: 2 });
      const progress = [];
      return { info: await window.client.load((told) => progress.push(told)), progress };
    })()`);
    expect(info).toEqual({ device: 'wasm', threads: 2, simd: true, parameters: 2_584_320 });
    expect(progress.at(-1)?.done).toBeGreaterThan(5e6);
    expect(progress.at(-1)?.done).toBeLessThan(7e6);
  });

  test('writes the greedy tokens of Node, piece by piece, with a distribution', async () => {
    const policy = await loadNano();
    for (const prompt of PROMPTS) {
      const [wanted] = await policy.complete(prompt, {
        temperature: 0,
        maxTokens: MAX_TOKENS,
        stop: stopSequences(),
      });
      const events = await inPage<GenerationEvent[]>(
        `Array.fromAsync(window.client.generate(${JSON.stringify(prompt)}, { moment: 'before' }))`,
      );
      const pieces = events.flatMap((event) => (event.type === 'piece' ? [event.text] : []));
      expect(pieces.length).toBeGreaterThan(5);
      expect(pieces.join('')).toBe(wanted?.text);
      expect(events.at(-1)).toMatchObject({ type: 'end', text: wanted?.text });
      const [first] = events;
      const probabilities = first?.type === 'distribution' ? first.probabilities : [];
      expect(probabilities.length).toBe(101);
      expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    }
    policy.dispose();
  });

  test('trains as Node does, step by step, and its adapter can be used', async () => {
    const wanted = await nodeRun(STEPS, HELD_OUT, 1);
    const events = await inPage<TrainingEvent[]>(`(async () => {
      const session = window.client.train(${JSON.stringify(SETTINGS)});
      const events = [];
      for await (const event of session.events) {
        events.push(event);
        if (event.type === 'step' && event.step.step === 1) {
          session.pause();
          // The page is answered while the run waits.
          await Array.fromAsync(window.client.generate(${JSON.stringify(PROMPTS[0])}, { moment: 'before' }));
          session.resume();
        }
      }
      return events;
    })()`);
    const steps = events.flatMap((event) => (event.type === 'step' ? [event] : []));
    expect(steps.map(({ step }) => step.step)).toEqual(wanted.map(({ step }) => step));
    steps.forEach(({ step, rollouts }, i) => {
      for (const name of ['reward', 'accuracy', 'meanConfidence', 'ece', 'entropy'] as const)
        expect(Math.abs((step[name] ?? 0) - (wanted[i]?.[name] ?? 0)), name).toBeLessThan(1e-3);
      expect(rollouts.length).toBe(64);
    });
    const told = events.flatMap((event) => (event.type === 'trials' ? [event] : []));
    expect(told.map(({ when, trials }) => [when, trials.length])).toEqual([
      ['before', HELD_OUT],
      ['after', HELD_OUT],
    ]);
    expect(told[0]?.trials[0]).toMatchObject({ question: expect.any(String), expected: expect.any(String) });
    expect(events.at(-1)).toEqual({ type: 'end' });
    const after = await inPage<GenerationEvent[]>(`(async () => {
      await window.client.useAfter(await window.client.trainedAdapter());
      return Array.fromAsync(window.client.generate(${JSON.stringify(PROMPTS[0])}, { moment: 'after' }));
    })()`);
    expect(after.at(-1)?.type).toBe('end');
  });
});
