import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hubStandIn } from '@echo/hub-stand-in';
import { SOURCES } from '@echo/tasks/hub';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, expect, test, vi } from 'vitest';
import { servedTasks } from './served-tasks.js';

afterEach(() => vi.unstubAllEnvs());

test('a published source is downloaded', async () => {
  const hub = await hubStandIn();
  const columns = { question: ['How much is 1 + 1?', 'How much is 2 + 2?'], answer: ['#### 2', '#### 4'] };
  const columnData = Object.entries(columns).map(([name, data]) => ({ name, data, type: 'STRING' as const }));
  const { repository, revision } = SOURCES.gsm8k;
  const files = { 'main/train-00000-of-00001.parquet': Buffer.from(parquetWriteBuffer({ columnData })) };
  hub.seed({ type: 'dataset', name: repository, revision, files });
  vi.stubEnv('HF_ENDPOINT', hub.url);
  vi.stubEnv('XDG_CACHE_HOME', temporaryFolder());
  const notes: string[] = [];
  const tasks = await servedTasks('gsm8k', (text) => notes.push(text));
  expect(tasks.map(({ id }) => id)).toEqual(['gsm8k-train-0', 'gsm8k-train-1']);
  expect(notes).toEqual(['gsm8k: 2 tasks']);
  await hub.close();
});

test('any other name is a task file', async () => {
  const task = { id: 'a', domain: 'math', difficulty: 'easy', question: '1 + 1?' };
  const file = join(temporaryFolder(), 'tasks.jsonl');
  await writeFile(file, `${JSON.stringify({ ...task, answerKey: { kind: 'number', value: 2 } })}\n`);
  expect(await servedTasks(file, () => {})).toMatchObject([task]);
  await expect(servedTasks('gsm8k,none.jsonl', () => {})).rejects.toThrow(/none\.jsonl/);
});
