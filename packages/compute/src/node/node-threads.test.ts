import os from 'node:os';
import workerThreads from 'node:worker_threads';
import { expect, test, vi } from 'vitest';
import { wasmThreads, withNodeThreads } from './node-threads.js';

test.each([
  ['1', 1],
  ['3', 3],
  ['2.9', 2],
  ['64', 4],
])('ECHO_WASM_THREADS=%s gives %i', (value, threads) => {
  vi.stubEnv('ECHO_WASM_THREADS', value);
  expect(wasmThreads()).toBe(threads);
});

test.each(['', '0', '-1', 'many'])('ECHO_WASM_THREADS=%j is one per processor, at most 4', (value) => {
  vi.stubEnv('ECHO_WASM_THREADS', value);
  expect(wasmThreads()).toBe(Math.min(os.availableParallelism(), 4));
});

test('what is changed while the module starts is restored, also when it fails', async () => {
  const before = [workerThreads.Worker, os.cpus, Object.hasOwn(globalThis, 'Worker')];
  const failing = withNodeThreads(() => {
    expect(workerThreads.Worker).not.toBe(before[0]);
    return Promise.reject(new Error('no'));
  });
  await expect(failing).rejects.toThrow('no');
  expect([workerThreads.Worker, os.cpus, Object.hasOwn(globalThis, 'Worker')]).toEqual(before);
});
