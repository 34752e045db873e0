import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNode } from '@echo/testing/run-node';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';

const LONG = '--steps 5000 --max-tokens 24 --sft-steps 0 --eval-tasks builtin:dev --eval-limit 4';

/** A training run, in a process of its own, that has made a step. */
async function training(more: string) {
  const out = join(temporaryFolder(), 'run');
  const args = ['train', '--out', out, ...LONG.split(' '), ...more.split(' ')];
  const started = startNode(['packages/cli/src/bin.ts', ...args]);
  let said = '';
  started.process.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const until = async (holds: () => boolean) => {
    while (!holds()) {
      if (started.process.exitCode !== null) throw new Error(`it has ended: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const log = join(out, 'events.jsonl');
  await until(() => existsSync(log) && readFileSync(log, 'utf8').includes('\n'));
  return { ...started, out, log, untilSaid: (text: string) => until(() => said.includes(text)) };
}

// Windows has no signals to send to a process.
const onPosix = test.skipIf(process.platform === 'win32');
const timeout = 60_000;

onPosix('the first Ctrl-C ends in order: the step is saved, exit code 130', { timeout }, async () => {
  const { process: child, ended, out, log } = await training('--prompts 2 --group 2');
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain(`Stopped and saved. Go on with: echo-rl train --out ${out} --resume`);
  const steps = readFileSync(log, 'utf8').trim().split('\n').length;
  expect(readdirSync(join(out, 'checkpoints'))).toContain(`step-${String(steps).padStart(6, '0')}`);
});

onPosix('a second one leaves at once, in the middle of a step', { timeout }, async () => {
  // A step takes seconds: both come before it is finished.
  const { process: child, ended, untilSaid, log } = await training('--prompts 128 --group 4 --micro-batch 4');
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill('SIGINT');
  await untilSaid('once more to leave at once');
  const steps = readFileSync(log, 'utf8');
  child.kill('SIGINT');
  const { stderr } = await ended;
  // What a shell tells as 130.
  expect(child.signalCode).toBe('SIGINT');
  expect(stderr).not.toContain('Stopped and saved');
  expect(readFileSync(log, 'utf8')).toBe(steps);
});
