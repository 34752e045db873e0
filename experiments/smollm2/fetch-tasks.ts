import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findLeaks, type Task } from '@echo/tasks';
import { downloadTasks, SOURCES, type SourceName } from '@echo/tasks/hub';
import { writeTasks } from '@echo/tasks/node';

/** So many of each source, to train on and to measure on. */
const TRAIN = 1050;
const HELD_OUT = 225;

/**
 * Task files in a folder, from five published sources on the Hugging Face Hub; downloaded unless they are
 * there.
 */
export async function fetchTasks(
  folder: string,
): Promise<{ readonly train: string; readonly heldOut: string }> {
  const files = { train: join(folder, 'tasks.train.jsonl'), heldOut: join(folder, 'tasks.dev.jsonl') };
  if (existsSync(files.train) && existsSync(files.heldOut)) return files;
  const train: Task[] = [];
  const heldOut: Task[] = [];
  for (const name of Object.keys(SOURCES) as SourceName[]) {
    console.log(`downloading ${name}`);
    const { splits } = SOURCES[name];
    const other = splits.includes('validation') ? 'validation' : 'test';
    train.push(...(await downloadTasks(name, { split: 'train', limit: TRAIN })).tasks);
    heldOut.push(...(await downloadTasks(name, { split: other, limit: HELD_OUT })).tasks);
  }
  const leaking = new Set(findLeaks(train, heldOut).map(({ a }) => a));
  await writeTasks(
    files.train,
    train.filter((task) => !leaking.has(task)),
  );
  await writeTasks(files.heldOut, heldOut);
  return files;
}
