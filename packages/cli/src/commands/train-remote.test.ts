/** A policy trained against a server: the demo's numbers, seed for seed. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBackend } from '@echo/compute/node';
import { demoConfig } from '@echo/run';
import { loadEvaluationTasks, openRun, trainRun } from '@echo/run/node';
import { builtinEnvironment, createServer } from '@echo/server';
import { catchOutput } from '@echo/testing/output';
import { afterAll, expect, test } from 'vitest';
import { main } from '../main.js';

const root = await mkdtemp(join(tmpdir(), 'echo-remote-'));
afterAll(() => rm(root, { recursive: true }));
const output = catchOutput();

const SHORT = '--steps 1 --prompts 2 --group 2 --sft-steps 0 --max-tokens 16 --eval-limit 4';

/** The steps of a run as its log tells, but for their duration. */
async function steps(name: string, environment: string | null): Promise<readonly object[]> {
  const config = { ...demoConfig(), steps: 2, evalLimit: 4, environment };
  const run = await openRun(join(root, name), config);
  expect(await trainRun(run)).not.toBeNull();
  const log = await readFile(join(root, name, 'events.jsonl'), 'utf8');
  return log
    .trim()
    .split('\n')
    .map((line) => {
      const { seconds: _, ...numbers } = JSON.parse(line);
      return numbers;
    });
}

test('the log of a remote run of the demo is that of the local run', async () => {
  await loadBackend();
  const server = await createServer({ environment: builtinEnvironment(), logger: false });
  const address = await server.listen({ port: 0 });
  const local = await steps('local', null);
  expect(local).toHaveLength(2);
  expect(await steps('remote', address.replace('http', 'ws'))).toEqual(local);
  const episodes = await server.store.counts();
  expect(episodes.reduce((sum, { n }) => sum + n, 0)).toBe(2 * 32 * 2);
  await server.close();
});

test('a server that is not there is refused in one sentence', async () => {
  expect(
    await main(`train --out ${join(root, 'x')} --environment ws://127.0.0.1:1 ${SHORT}`.split(' ')),
  ).toBe(1);
  expect(output()).toMatch(/^echo-rl: Cannot connect to ws:\/\/127\.0\.0\.1:1\/ws/m);
});

test('a server that poses what the run is measured on is refused', async () => {
  const held = await loadEvaluationTasks('builtin', 4);
  const environment = builtinEnvironment({ splits: { train: () => held } });
  const server = await createServer({ environment, logger: false });
  const address = await server.listen({ port: 0 });
  const line = `train --out ${join(root, 'y')} --environment ${address} ${SHORT}`;
  expect(await main(line.split(' '))).toBe(1);
  expect(output()).toMatch(/poses the task test-\d+, on which this run is measured/);
  await server.close();
});
