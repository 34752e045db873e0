import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HubStandIn, hubStandIn } from '@echo/hub-stand-in';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type DownloadProgress, downloadTasks, SOURCES, type SourceName, type SourceSplit } from '../hub.js';
import { COLUMNS, parquetFile } from '../testing/parquet-files.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'echo-hub-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A file of a data set at its pinned commit. */
interface HubFile {
  readonly repository: string;
  readonly revision: string;
  readonly path: string;
  readonly content: Buffer;
  /** The SHA-256 that is listed; that of the content unless given. */
  readonly sha256?: string;
}

async function serve(...files: readonly HubFile[]): Promise<HubStandIn> {
  const server = await hubStandIn({ accounts: { hf_secret: { name: 'reader', role: 'read' } } });
  for (const { repository, revision, path, content, sha256 } of files)
    server.seed({
      type: 'dataset',
      name: repository,
      revision,
      files: { [path]: content },
      ...(sha256 !== undefined && { sha256: { [path]: sha256 } }),
    });
  onTestFinished(() => server.close());
  vi.stubEnv('HF_ENDPOINT', `${server.url}/`);
  return server;
}

type Row = Readonly<Record<string, unknown>>;

function hubFile(name: SourceName, config: string, shard: string, rows: readonly Row[]): HubFile {
  const { repository, revision } = SOURCES[name];
  return {
    repository,
    revision,
    path: `${config}/${shard}.parquet`,
    content: parquetFile(COLUMNS[name], rows),
  };
}

const sums = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, i) => ({ question: `How much is ${i} + 1?`, answer: `#### ${i + 1}` }));
const GSM8K = hubFile('gsm8k', 'main', 'train-00000-of-00001', sums(5));
const cachedFile = () =>
  join(folder, 'echo', 'datasets', 'openai--gsm8k', SOURCES.gsm8k.revision, ...GSM8K.path.split('/'));

describe('sources', () => {
  test('gsm8k, its shards in order', async () => {
    await serve(
      hubFile('gsm8k', 'main', 'train-00001-of-00002', sums(2)),
      hubFile('gsm8k', 'main', 'train-00000-of-00002', sums(3)),
      hubFile('gsm8k', 'main', 'test-00000-of-00001', sums(1)),
    );
    const { tasks, skipped } = await downloadTasks('gsm8k');
    expect(tasks.map(({ id, question }) => `${id} ${question}`)).toEqual([
      'gsm8k-train-0 How much is 0 + 1?',
      'gsm8k-train-1 How much is 1 + 1?',
      'gsm8k-train-2 How much is 2 + 1?',
      'gsm8k-train-3 How much is 0 + 1?',
      'gsm8k-train-4 How much is 1 + 1?',
    ]);
    expect(skipped).toEqual([]);
    expect((await downloadTasks('gsm8k', { split: 'test' })).tasks).toHaveLength(1);
  });

  test('arc: Easy and Challenge, numeric labels, and rows left out', async () => {
    const row = (id: string, label: readonly string[], answerKey: string) => ({
      id,
      question: 'What falls?',
      choices: { text: ['rain', 'smoke', 'light'], label },
      answerKey,
    });
    await serve(
      hubFile('arc', 'ARC-Easy', 'validation-00000-of-00001', [
        row('a', ['A', 'B', 'C'], 'A'),
        row('b', ['1', '2', '3'], '2'),
        row('c', ['A', 'B', 'C'], '1'),
        row('d', ['A', 'B', 'C'], 'D'),
      ]),
      hubFile('arc', 'ARC-Challenge', 'validation-00000-of-00001', [row('a', ['A', 'B', 'C'], 'C')]),
    );
    const { tasks, skipped } = await downloadTasks('arc', { split: 'validation' });
    expect(
      tasks.map(({ id, difficulty, answerKey }) => [
        id,
        difficulty,
        answerKey.kind === 'choice' && answerKey.label,
      ]),
    ).toEqual([
      ['arc-easy-a', 'easy', 'A'],
      ['arc-easy-b', 'easy', '2'],
      ['arc-challenge-a', 'hard', 'C'],
    ]);
    expect(skipped).toEqual([{ reason: 'answerKey is the label of no choice', rows: 2 }]);
    const some = await downloadTasks('arc', { split: 'validation', limit: 2 });
    expect(some.tasks.map(({ id }) => id)).toEqual(['arc-easy-a', 'arc-challenge-a']);
  });

  test('triviaqa, where questions repeat', async () => {
    const row = (question_id: string) => ({
      question: 'Who wrote Hamlet?',
      question_id,
      question_source: 'http://quiz.example',
      answer: {
        aliases: ['Shakespeare', 'The Bard'],
        normalized_aliases: ['shakespeare', 'bard'],
        matched_wiki_entity_name: '',
        normalized_value: 'shakespeare',
        type: 'WikipediaEntity',
        value: 'Shakespeare',
      },
    });
    await serve(
      hubFile('triviaqa', 'rc.nocontext', 'train-00000-of-00001', [row('tc_1'), row('tc_1'), row('tc_2')]),
    );
    const { tasks, skipped } = await downloadTasks('triviaqa');
    expect(tasks.map(({ id, answerKey }) => [id, answerKey])).toEqual(
      ['triviaqa-tc_1', 'triviaqa-tc_2'].map((id) => [
        id,
        { kind: 'text', answer: 'Shakespeare', aliases: ['The Bard'] },
      ]),
    );
    expect(skipped).toEqual([{ reason: 'an earlier row has its id', rows: 1 }]);
  });

  test('sciq', async () => {
    const row = {
      question: 'What falls?',
      distractor3: 'air',
      distractor1: 'smoke',
      distractor2: 'light',
      correct_answer: 'rain',
      support: '',
    };
    await serve(hubFile('sciq', 'data', 'test-00000-of-00001', [row, { ...row, distractor2: null }]));
    const { tasks, skipped } = await downloadTasks('sciq', { split: 'test' });
    expect(tasks).toMatchObject([{ id: 'sciq-test-0', domain: 'science', difficulty: 'hard' }]);
    expect(skipped).toMatchObject([{ reason: expect.stringMatching('^the column distractor2 '), rows: 1 }]);
  });

  test('medmcqa, whose correct option is a 64-bit number', async () => {
    const row = {
      id: 'a',
      question: 'Which bone?',
      opa: 'femur',
      opb: 'tibia',
      opc: 'ulna',
      opd: 'radius',
      cop: 3n,
      choice_type: 'single',
      exp: 'See there.',
      subject_name: 'Anatomy',
      topic_name: null,
    };
    await serve(hubFile('medmcqa', 'data', 'train-00000-of-00001', [row, { ...row, id: 'b', cop: -1n }]));
    const { tasks, skipped } = await downloadTasks('medmcqa');
    expect(tasks).toMatchObject([{ id: 'medmcqa-a', difficulty: 'easy', answerKey: { label: 'D' } }]);
    expect(skipped).toEqual([{ reason: 'the answer is not published', rows: 1 }]);
  });
});

/** Sends the head of a whole file and part of its body, and breaks off. */
const cutAfter = (bytes: number) => (_: unknown, response: ServerResponse, content: Buffer) => {
  response.writeHead(200, { 'content-length': content.length });
  response.write(content.subarray(0, bytes), () => setTimeout(() => response.destroy(), 100));
};
const refuse =
  (status: number, headers: Record<string, string> = {}) =>
  (_: unknown, response: ServerResponse) => {
    response.writeHead(status, headers).end();
  };

describe('downloads', () => {
  test('are kept: the second time nothing is asked for', async () => {
    const server = await serve(GSM8K);
    const first = await downloadTasks('gsm8k');
    expect(server.requests).toHaveLength(2);
    await server.close();
    expect(await downloadTasks('gsm8k')).toEqual(first);
    expect(await downloadTasks('gsm8k', { limit: 3 })).toMatchObject({ tasks: first.tasks.slice(0, 3) });
  });

  test('go on where the connection was cut, and tell how far they are', async () => {
    const server = await serve(GSM8K);
    server.misbehave(null, cutAfter(100));
    const progress: DownloadProgress[] = [];
    const { tasks } = await downloadTasks('gsm8k', { onProgress: (at) => progress.push(at) });
    expect(tasks).toHaveLength(5);
    expect(server.requests.slice(1).map(({ range }) => range)).toEqual([
      undefined,
      `bytes=100-${GSM8K.content.length - 1}`,
    ]);
    const total = GSM8K.content.length;
    expect(progress.at(-1)).toEqual({ file: GSM8K.path, received: total, total });
    expect(progress.map(({ received }) => received)).toEqual(
      progress.map(({ received }) => received).sort((a, b) => a - b),
    );
  });

  test('go on with what an earlier process left', async () => {
    const server = await serve(GSM8K);
    await downloadTasks('gsm8k');
    await rm(cachedFile());
    await writeFile(`${cachedFile()}.partial`, GSM8K.content.subarray(0, 64));
    expect((await downloadTasks('gsm8k')).tasks).toHaveLength(5);
    expect(server.requests.at(-1)?.range).toBe('bytes=64-');
  });

  test('start anew when what was left does not fit', async () => {
    const server = await serve(GSM8K);
    await downloadTasks('gsm8k');
    await rm(cachedFile());
    await writeFile(`${cachedFile()}.partial`, 'x'.repeat(64));
    expect((await downloadTasks('gsm8k')).tasks).toHaveLength(5);
    expect(server.requests.slice(-2).map(({ range }) => range)).toEqual(['bytes=64-', undefined]);
  });

  test('start anew when the server gives no parts', async () => {
    const server = await serve(GSM8K);
    const whole = (_: unknown, response: ServerResponse, content: Buffer) => response.end(content);
    server.misbehave(null, cutAfter(100), whole);
    expect((await downloadTasks('gsm8k')).tasks).toHaveLength(5);
  });

  test('replace a kept file that was damaged', async () => {
    await serve(GSM8K);
    await downloadTasks('gsm8k');
    await truncate(cachedFile(), 100);
    expect((await downloadTasks('gsm8k')).tasks).toHaveLength(5);
  });

  test('try again when the server is busy', async () => {
    const server = await serve(GSM8K);
    server.misbehave(
      refuse(429, { 'retry-after': '0' }),
      null,
      refuse(503),
      refuse(429, { 'retry-after': '1' }),
    );
    expect((await downloadTasks('gsm8k')).tasks).toHaveLength(5);
    expect(server.requests).toHaveLength(5);
  });

  test('of two at once one asks for the file', async () => {
    const server = await serve(GSM8K);
    const [a, b] = await Promise.all([downloadTasks('gsm8k'), downloadTasks('gsm8k')]);
    expect(a).toEqual(b);
    expect(server.requests.filter(({ path }) => path.includes('/resolve/'))).toHaveLength(1);
    expect((await readdir(join(cachedFile(), '..'))).sort()).toEqual(['train-00000-of-00001.parquet']);
  });

  test('send the token', async () => {
    const server = await serve(GSM8K);
    vi.stubEnv('HF_TOKEN', 'hf_secret');
    await downloadTasks('gsm8k');
    expect(server.requests.map(({ authorization }) => authorization)).toEqual([
      'Bearer hf_secret',
      'Bearer hf_secret',
    ]);
  });
});

describe('refusals', () => {
  const REMEDY = 'check the network, HF_ENDPOINT and HF_TOKEN, and try again.';

  test('another checksum than the Hub lists; nothing is left', async () => {
    await serve({ ...GSM8K, sha256: '0'.repeat(64) });
    await expect(downloadTasks('gsm8k')).rejects.toMatchObject({
      code: 'download-failed',
      message: `openai/gsm8k/${GSM8K.path} could not be downloaded: it has another SHA-256 than the Hub lists, so it is not used; ${REMEDY}`,
    });
    expect(await readdir(join(cachedFile(), '..'))).toEqual([]);
  });

  test('a longer file than the Hub lists', async () => {
    const server = await serve(GSM8K);
    server.misbehave(null, (_, response, content) => response.end(Buffer.concat([content, content])));
    await expect(downloadTasks('gsm8k')).rejects.toThrow('it is longer than the Hub lists');
  });

  test('a file that is no parquet', async () => {
    await serve({ ...GSM8K, content: Buffer.from('no parquet') });
    await expect(downloadTasks('gsm8k')).rejects.toMatchObject({ code: 'corrupt-file' });
  });

  test('a file that may not be had', async () => {
    const server = await serve(GSM8K);
    server.misbehave(null, refuse(403));
    await expect(downloadTasks('gsm8k')).rejects.toThrow(
      `openai/gsm8k/${GSM8K.path} could not be downloaded: the server answered 403 Forbidden; ${REMEDY}`,
    );
  });

  test('a list that may not be had', async () => {
    await serve();
    await expect(downloadTasks('gsm8k')).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringMatching(
        /^The files of openai\/gsm8k could not be listed \(Repository not found/,
      ),
    });
  });

  test('a list without the split', async () => {
    await serve(GSM8K);
    await expect(downloadTasks('gsm8k', { split: 'test' })).rejects.toThrow(
      'openai/gsm8k lists no parquet file main/test-…; check that HF_ENDPOINT is a mirror of the Hub.',
    );
  });

  test('no server', async () => {
    const server = await serve(GSM8K);
    await server.close();
    await expect(downloadTasks('gsm8k')).rejects.toMatchObject({ code: 'download-failed' });
  });

  test('a cache that is a file', async () => {
    await serve(GSM8K);
    await writeFile(join(folder, 'echo'), '');
    await expect(downloadTasks('gsm8k')).rejects.toMatchObject({
      code: 'write-failed',
      message: expect.stringMatching(
        /main\.json cannot be written \(\w+\); make room, or set XDG_CACHE_HOME to another folder\.$/,
      ),
    });
    expect(existsSync(join(folder, 'echo', 'datasets'))).toBe(false);
  });

  test.each<[string, SourceName, { split?: SourceSplit; limit?: number }, string]>([
    [
      'a source',
      'toString' as SourceName,
      {},
      'Expected `name` to be one of gsm8k, arc, triviaqa, sciq, medmcqa, got toString.',
    ],
    [
      'a split',
      'gsm8k',
      { split: 'validation' },
      'gsm8k has no split validation with published answers; choose train or test.',
    ],
    ['a limit', 'gsm8k', { limit: 0 }, 'Expected `limit` to be a whole number from 1 up, got 0.'],
  ])('%s that is none', async (_, name, options, message) => {
    await expect(downloadTasks(name, options)).rejects.toMatchObject({ code: 'invalid-input', message });
  });
});
