import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { withLock } from './with-lock.js';

test('two at once take turns, and the second is told that it waits', async () => {
  const folder = join(temporaryFolder(), 'cache', 'key');
  const events: string[] = [];
  const task = (name: string) =>
    withLock(
      folder,
      () => events.push(`${name} waits`),
      async () => {
        events.push(`${name} starts`);
        await sleep(100);
        events.push(`${name} ends`);
      },
    );
  const first = task('first');
  await sleep(50);
  await Promise.all([first, task('second')]);
  expect(events).toEqual(['first starts', 'second waits', 'first ends', 'second starts', 'second ends']);
  expect(readdirSync(dirname(folder))).toEqual([]);
});

test('a task that fails releases the lock', async () => {
  const folder = join(temporaryFolder(), 'key');
  const failing = withLock(
    folder,
    () => {},
    () => Promise.reject(new Error('full disk')),
  );
  await expect(failing).rejects.toThrow('full disk');
  expect(
    await withLock(
      folder,
      () => {},
      async () => 'done',
    ),
  ).toBe('done');
});

test('the lock of a process that died is taken over', async () => {
  const folder = join(temporaryFolder(), 'key');
  mkdirSync(`${folder}.lock`);
  utimesSync(`${folder}.lock`, 1, 1);
  expect(
    await withLock(
      folder,
      () => expect.unreachable(),
      async () => 'done',
    ),
  ).toBe('done');
});

test('a lock that was lost meanwhile does not spoil the result', async () => {
  const folder = join(temporaryFolder(), 'key');
  const { unlock } = await import('proper-lockfile');
  const task = async () => {
    await unlock(folder, { realpath: false });
    return 'done';
  };
  expect(await withLock(folder, () => {}, task)).toBe('done');
});
