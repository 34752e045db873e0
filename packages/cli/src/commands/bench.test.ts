import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseBenchResult } from '@echo/eval/echo-bench';
import { hubStandIn } from '@echo/hub-stand-in';
import { SOURCES } from '@echo/tasks/hub';
import { adversarialTasks } from '@echo/tasks/node';
import { chatBody, chatServer } from '@echo/testing/chat-server';
import { catchOutput } from '@echo/testing/output';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, onTestFinished, test, vi } from 'vitest';
import { main } from '../main.js';
import { resultOf, writeResults } from '../testing/bench-results.js';

const output = catchOutput();
const bank = adversarialTasks().length;

/** A server that answers B to everything, surely. */
async function model() {
  const server = await chatServer(() => ({
    body: chatBody(['<confidence>90</confidence><answer>B</answer>']),
  }));
  onTestFinished(() => server.close());
  return server;
}

const resultIn = async (folder: string) =>
  parseBenchResult(JSON.parse(await readFile(join(folder, 'bench-result.json'), 'utf8')), folder);

test('a run is resumed: no task is asked twice, and the result is the same', async () => {
  const server = await model();
  const out = join(temporaryFolder(), 'run');
  const bench = (...args: readonly string[]) =>
    main(['bench', '--url', server.baseUrl, '--model', 'm', '--parts', 'adversarial', '--out', out, ...args]);
  expect(await bench()).toBe(0);
  expect(server.requests).toHaveLength(bank);
  expect(output()).toMatch(/m on EchoBench 1\.\d\.0, hash [0-9a-f]{12}/);
  expect((await readdir(out)).sort()).toEqual([
    'bench-result.json',
    'figures',
    'report.html',
    'report.json',
    'report.md',
    'trials.jsonl',
  ]);
  const first = await resultIn(out);
  expect(first).toMatchObject({ model: 'm', failed: 0, all: { n: bank } });
  expect(first.all.meanConfidence).toBeCloseTo(0.9, 12);

  const log = await readFile(join(out, 'trials.jsonl'), 'utf8');
  await writeFile(join(out, 'trials.jsonl'), log.split('\n').slice(0, 101).join('\n').concat('\n{"torn'));
  expect(await bench('--resume', '--name', 'M 2', '--json')).toBe(0);
  expect(server.requests).toHaveLength(bank + bank - 100);
  expect(await resultIn(out)).toEqual({ ...first, model: 'M 2' });
  expect(await bench()).toBe(1);
  expect(output()).toContain('is not empty');
  expect(await bench('--resume', '--max-tokens', '32')).toBe(1);
  expect(output()).toContain('cannot go on with');
});

test('the parts of published sources come from the Hub, and the hash tells them apart', async () => {
  const folder = temporaryFolder();
  const hub = await hubStandIn();
  onTestFinished(async () => {
    await hub.close();
    vi.unstubAllEnvs();
  });
  const rows = Array.from({ length: 1300 }, (_, i) => i);
  const content = parquetWriteBuffer({
    columnData: [
      { name: 'question', data: rows.map((i) => `How much is ${i} + 1?`), type: 'STRING' },
      { name: 'answer', data: rows.map((i) => `#### ${i + 1}`), type: 'STRING' },
    ],
  });
  const { repository, revision } = SOURCES.gsm8k;
  hub.seed({
    type: 'dataset',
    name: repository,
    revision,
    files: { 'main/test-00000-of-00001.parquet': Buffer.from(content) },
  });
  vi.stubEnv('HF_ENDPOINT', hub.url);
  vi.stubEnv('XDG_CACHE_HOME', folder);
  const server = await model();
  const out = join(folder, 'run');
  const args = ['--url', server.baseUrl, '--model', 'm', '--parts', 'adversarial,gsm8k', '--out', out];
  expect(await main(['bench', 'run', ...args])).toBe(0);
  const { settings, parts, all, hash } = await resultIn(out);
  expect(settings).toMatchObject({ parts: ['gsm8k', 'adversarial'], tasks: 200 + bank });
  expect([parts.gsm8k?.n, parts.adversarial?.n, all.n]).toEqual([200, bank, 200 + bank]);
  expect(parts.gsm8k?.accuracy.value).toBe(0);
  expect(hash).not.toBe((await resultOf('m', 90)).hash);
});

test('calls that fail leave the result unranked, and are asked again when told so', async () => {
  let isBroken = true;
  const server = await chatServer((_, place) =>
    isBroken && place < 3
      ? { status: 400, body: { error: { message: 'no' } } }
      : { body: chatBody(['<confidence>90</confidence><answer>B</answer>']) },
  );
  onTestFinished(() => server.close());
  const out = join(temporaryFolder(), 'run');
  const bench = (...args: readonly string[]) =>
    main(['bench', '--url', server.baseUrl, '--model', 'm', '--parts', 'adversarial', '--out', out, ...args]);
  expect(await bench()).toBe(0);
  expect(output()).toContain('3 calls failed, so the result is not ranked; add --resume --retry-failed.');
  expect(await main(['bench', 'leaderboard', out])).toBe(0);
  expect(output()).toContain('1 without a rank: some of their calls failed.');
  expect(await readFile(join(out, 'leaderboard.html'), 'utf8')).toContain('No run is complete');
  isBroken = false;
  expect(await bench('--resume', '--retry-failed')).toBe(0);
  expect(await resultIn(out)).toMatchObject({ failed: 0, all: { n: bank } });
});

test('a leaderboard is a table and a page, which hostile names cannot break', async () => {
  const folder = temporaryFolder();
  const hostile = '<script>alert(1)</script>\u001b[2J\u202e|`';
  await writeResults(folder, await resultOf('sure', 100), await resultOf(hostile, 30));
  await writeFile(join(folder, 'other.json'), '{"format":"something else"}');
  await writeFile(join(folder, 'torn.json'), '{');
  expect(await main(['bench', 'leaderboard', folder])).toBe(0);
  expect(output()).toMatch(/^1 +<script>alert\(1\)<\/script>\\u001b\[2J\\u202e\|` +/m);
  expect(output()).toMatch(/^2 +sure +-0\./m);
  expect(output()).not.toContain('\u001b');
  const page = await readFile(join(folder, 'leaderboard.html'), 'utf8');
  expect(page).not.toMatch(/<script|https?:\/\//);
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');

  expect(await main(['bench', 'leaderboard', folder])).toBe(1);
  expect(output()).toContain('leaderboard.html is there already');
  expect(await main(['bench', 'leaderboard', folder, '--force', '--json'])).toBe(0);
  const { rows } = JSON.parse(
    output()
      .trim()
      .split('\n')
      .findLast((line) => line.startsWith('{')) ?? '',
  );
  expect(rows.map(({ result }: { result: { model: string } }) => result.model)).toEqual([hostile, 'sure']);
});

test('results of other settings are not mixed in, unless a hash is chosen', async () => {
  const folder = temporaryFolder();
  const [a, b] = [await resultOf('a', 90), await resultOf('b', 90, 128)];
  await writeResults(folder, a, b);
  expect(await main(['bench', 'leaderboard', folder])).toBe(1);
  expect(output()).toContain('Results of 2 different tasks or settings cannot share a ranking');
  expect(output()).toContain('Choose one with --hash.');
  expect(await readdir(folder)).toEqual(['0', '1']);
  expect(await main(['bench', 'leaderboard', folder, '--hash', b.hash.slice(0, 12)])).toBe(0);
  expect(output()).toMatch(/^1 +b /m);
});

test('a result that was altered is refused with its file', async () => {
  const folder = temporaryFolder();
  const result = await resultOf('a', 90);
  const better = { ...result, all: { ...result.all, score: { value: 0.9, low: 0.8, high: 1 } } };
  await writeResults(folder, better);
  expect(await main(['bench', 'leaderboard', folder])).toBe(1);
  expect(output()).toMatch(
    /bench-result\.json is no result of EchoBench \(a score is not accuracy less Brier/,
  );
});

test.each<[string, readonly string[], number, RegExp]>([
  ['a part that is none', ['bench', '--parts', 'gsm8'], 2, /there is no part gsm8; .*Did you mean gsm8k\?/],
  ['two methods', ['bench', '--method', 'stated-before,stated-after'], 2, /bench wants one --method/],
  ['a method that is none', ['bench', '--method', 'topk'], 2, /there is no method topk/],
  ['resuming and writing over', ['bench', '--resume', '--force'], 2, /either --resume or --force/],
  ['no folder to rank', ['bench', 'leaderboard'], 2, /missing required argument/],
  ['a folder that is none', ['bench', 'leaderboard', '/none/such'], 1, /cannot be read/],
  ['no place to publish to', ['bench', 'publish', '.'], 2, /required option '--repo/],
  ['a place that is none', ['bench', 'publish', '.', '--repo', 'mine'], 2, /an owner and a name/],
])('%s', async (_, args, code, sentence) => {
  expect(await main(args)).toBe(code);
  expect(output()).toMatch(sentence);
});
