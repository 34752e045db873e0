import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hubStandIn } from '@echo/hub-stand-in';
import { SOURCES } from '@echo/tasks/hub';
import { readTasks } from '@echo/tasks/node';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { main } from '../main.js';

let folder = '';
let output = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'echo-download-'));
  output = '';
  vi.stubEnv('XDG_CACHE_HOME', folder);
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    output += String(chunk);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const PATH = 'main/train-00000-of-00001.parquet';
const CONTENT = Buffer.from(
  parquetWriteBuffer({
    columnData: [
      { name: 'question', data: ['How much is 1 + 1?', 'How much is 2 + 2?', 'Why?'], type: 'STRING' },
      { name: 'answer', data: ['#### 2', '#### 4', 'Because.'], type: 'STRING' },
    ],
  }),
);

/** A hub that has the training split of GSM8K and nothing else. */
async function serveHub(): Promise<void> {
  const hub = await hubStandIn();
  onTestFinished(() => hub.close());
  const { repository, revision } = SOURCES.gsm8k;
  hub.seed({ type: 'dataset', name: repository, revision, files: { [PATH]: CONTENT } });
  vi.stubEnv('HF_ENDPOINT', hub.url);
}

const run = (...args: readonly string[]) => main(['download', ...args]);

test('a source becomes a task file, and what was left out is told', async () => {
  await serveHub();
  const out = join(folder, 'tasks.jsonl');
  expect(await run('--source', 'gsm8k', '--out', out)).toBe(0);
  expect(await readTasks(out)).toMatchObject([{ id: 'gsm8k-train-0' }, { id: 'gsm8k-train-1' }]);
  expect(output).toBe(
    `downloading ${PATH} (0.0 MB)\ngsm8k: 2 tasks\ngsm8k: 1 row left out: the answer does not end in #### and a number\n2 tasks written to ${out}\n`,
  );
  expect(await run('--source', 'gsm8k', '--limit', '1', '--out', out)).toBe(0);
  expect(await readTasks(out)).toHaveLength(1);
});

test.each<[string, readonly string[], RegExp]>([
  ['no place to write to', [], /required option '--out <file>'/],
  [
    'a source that is none',
    ['--source', 'gsm8k,mmlu', '--out', 'x'],
    /Expected names of gsm8k, arc, triviaqa, sciq, medmcqa/,
  ],
  ['a split that is none', ['--split', 'dev', '--out', 'x'], /Expected one of train, validation, test/],
  ['a limit that is none', ['--limit', '0', '--out', 'x'], /Expected a whole number of at least 1/],
  [
    'a split the source does not have',
    ['--source', 'gsm8k', '--split', 'validation', '--out', 'x'],
    /gsm8k has no split validation with published answers; choose train or test\./,
  ],
  [
    'a source the hub does not have',
    ['--source', 'arc', '--out', 'x'],
    /The files of allenai\/ai2_arc could not be listed/,
  ],
])('%s is refused', async (_, args, sentence) => {
  await serveHub();
  expect(await run(...args)).not.toBe(0);
  expect(output).toMatch(sentence);
});
