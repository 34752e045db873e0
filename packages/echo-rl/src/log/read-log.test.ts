import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { readLogBoth as readLog } from '../testing/read-log-both.js';
import { type ZipMethod, zipOf } from '../testing/zip.js';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../metrics/src/adapters/fixtures/${name}`, import.meta.url));

async function read(name: string, content: string | Buffer, options = {}) {
  const file = join(temporaryFolder(), name);
  await writeFile(file, content);
  return readLog(file, options);
}

test.each<[string, object, object]>([
  ['promptfoo-0.75-version-2.json', {}, { format: 'promptfoo', n: 2, source: 'reply' }],
  ['promptfoo-0.103-errors-unmarked.json', {}, { format: 'promptfoo', n: 1, source: 'reply' }],
  ['promptfoo-0.120-version-3.json', {}, { format: 'promptfoo', n: 3, source: 'reply' }],
  ['inspect-0.3.9-score.json', {}, { format: 'inspect', n: 2, source: 'reply' }],
  ['inspect-0.3.95-cancelled.json', {}, { format: 'inspect', n: 1, source: 'field' }],
  ['inspect-0.3.154-epochs.json', { correct: 'match' }, { format: 'inspect', n: 2, source: 'field' }],
  ['lm-eval-0.4.12-choices.jsonl', {}, { format: 'lm-evaluation-harness', n: 2, source: 'likelihood' }],
  [
    'lm-eval-0.4.8-gsm8k.jsonl',
    { filter: 'strict-match' },
    { format: 'lm-evaluation-harness', n: 2, source: 'reply' },
  ],
  ['evals-0.1-includes.jsonl', {}, { format: 'openai-evals', n: 2, source: 'reply' }],
  [
    'evals-1.0-modelgraded.jsonl',
    { grades: { Y: 1, N: 0, Yes: 1, No: 0 } },
    { format: 'openai-evals', n: 2, source: 'reply' },
  ],
  ['evals-3.0-fuzzy-match.jsonl', {}, { format: 'openai-evals', n: 2, source: 'reply' }],
  ['evals-3.0-modelgraded.jsonl', {}, { format: 'openai-evals', n: 2, source: 'reply' }],
])('%s is read', async (name, options, expected) => {
  const { format, guessed, trials, confidences } = await readLog(fixture(name), options);
  expect(guessed).toBe(true);
  expect({ format, n: trials.length, source: confidences[0]?.source }).toEqual(expected);
  for (const trial of trials) expect(trial.taskId).toBeTruthy();
});

test.each([
  ['inspect-0.3.58-unscored.json', /holds no graded answer \(\d+ without a score\)/],
  [
    'inspect-0.3.154-epochs.json',
    /sample 1 \(line \d+\): expected scores to be an object with one score.*--correct/,
  ],
  ['lm-eval-0.4.8-gsm8k.jsonl', /line 3: the sample is of the filter .*--filter/],
  ['lm-eval-0.4.5-gsm8k.jsonl', /line 3: the document is that of line 1 again/],
  ['lm-eval-0.4.1-gsm8k.jsonl', /sample 3 \(line \d+\): the document is that of sample 1/],
  ['evals-1.0-modelgraded.jsonl', /line \d+: expected data\.score .*--grades/],
])('%s is refused in one sentence that names the remedy', async (name, sentence) => {
  await expect(readLog(fixture(name))).rejects.toThrow(sentence);
});

test.each<ZipMethod>(['store', 'deflate', 'zstd'])('an .eval archive is read, by %s', async (method) => {
  const log = JSON.parse(await readFile(fixture('inspect-0.3.9-score.json'), 'utf8'));
  const files: Record<string, string> = { 'header.json': '{}', '_journal/start.json': '{}' };
  for (const sample of log.samples) files[`samples/${sample.id}_epoch_1.json`] = JSON.stringify(sample);
  const { format, trials } = await read('log.eval', zipOf(files, method));
  const plain = await readLog(fixture('inspect-0.3.9-score.json'));
  expect(format).toBe('inspect');
  expect(trials).toEqual(
    plain.trials.map((trial) => expect.objectContaining({ confidence: trial.confidence })),
  );
});

const row = (confidence: unknown, more = {}) => ({
  success: true,
  metadata: { confidence, sure: 70 },
  vars: {},
  ...more,
});

test('a named field, also of a path, outweighs all others', async () => {
  const text = JSON.stringify({ results: { results: [row(0.2), row(0.3)] } });
  const byName = await read('a.json', text, { confidence: 'sure' });
  expect(byName.trials.map(({ confidence }) => confidence)).toEqual([0.7, 0.7]);
  expect(byName.confidences).toEqual([{ source: 'field', name: 'sure', rows: 2, percent: true }]);
  const byPath = await read('a.json', text, { confidence: 'metadata.confidence' });
  expect(byPath.trials.map(({ confidence }) => confidence)).toEqual([0.2, 0.3]);
});

test('a row without a confidence is left out and counted', async () => {
  const log = await read('a.json', JSON.stringify([row(0.2), { success: true, vars: {} }]));
  expect(log.trials).toHaveLength(1);
  expect(log.leftOut).toEqual({ 'without a confidence': 1 });
});

test('records of any names, one a line, in a list, and gzipped', async () => {
  const records = [
    { question: 'a?', probability: 0.9, label: 0 },
    { question: 'b?', probability: 0.6, label: 1 },
  ];
  const lines = records.map((record) => JSON.stringify(record)).join('\n');
  for (const [name, content] of [
    ['r.jsonl', lines],
    ['r.json', JSON.stringify(records, null, 2)],
    ['r.jsonl.gz', gzipSync(lines)],
  ] as const) {
    const log = await read(name, content);
    expect(log.format).toBe('records');
    expect(log.trials).toMatchObject([
      { confidence: 0.9, correct: false, question: 'a?' },
      { confidence: 0.6, correct: true },
    ]);
  }
});

test('the trials of a run are told apart by their moment, and failed calls left out', async () => {
  const trial = { taskId: 'a', domain: 'math', confidence: 0.5, correct: true };
  const lines = [
    { format: 'echo-trials', version: 1 },
    { when: 'before', ...trial },
    { when: 'after', ...trial, confidence: 0.9 },
    { ...trial, error: { message: 'no' } },
  ];
  const log = await read('trials.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
  expect(log.before).toMatchObject([{ confidence: 0.5 }]);
  expect(log.trials).toMatchObject([{ confidence: 0.9, domain: 'math' }]);
  expect(log.leftOut).toEqual({ 'whose call failed': 1 });
});

test('texts are kept of the worst mistakes alone', async () => {
  const lines = Array.from({ length: 2500 }, (_, i) =>
    JSON.stringify({ question: `q${i}`, confidence: i / 2500, correct: false }),
  );
  const { trials } = await read('m.jsonl', lines.join('\n'));
  expect(trials.at(-1)?.question).toBe('q2499');
  expect(trials.filter(({ question }) => question !== undefined).length).toBeLessThanOrEqual(2000);
  expect(trials[0]?.question).toBeUndefined();
});

const good = JSON.stringify({ results: { results: [row(0.2), row(0.3)] } }, null, 1);

test.each<[string, string, string | Buffer, RegExp]>([
  ['a text', 'a.txt', 'Dear all', /a\.txt, line 1: not a log of promptfoo, Inspect/],
  ['an image', 'a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), /a\.png, line 1: not a log/],
  [
    'half a JSON',
    'half.json',
    good.slice(0, -30),
    /half\.json, line \d+: the file ends in the middle of a JSON value/,
  ],
  [
    'half a first sample',
    'half.json',
    good.slice(0, 60),
    /half\.json, line \d+: the file ends in the middle/,
  ],
  [
    'a broken JSON',
    'b.json',
    good.replace('"metadata": {', '"metadata": }'),
    /b\.json, line \d+: expected JSON, got .*; mend or remove it/,
  ],
  [
    'a torn last line',
    't.jsonl',
    `${JSON.stringify(row(0.2))}\n{"success":tr`,
    /t\.jsonl, line 2: the file ends in the middle/,
  ],
  [
    'a broken line',
    't.jsonl',
    `${JSON.stringify(row(0.2))}\nnonsense\n${JSON.stringify(row(0.2))}\n`,
    /t\.jsonl, line 2: expected one JSON value a line, got "nonsense"/,
  ],
  ['another JSON', 'p.json', '{"name":"x","version":"1.0.0"}', /p\.json, line 1: not a log/],
  [
    'a document without samples',
    'n.json',
    '{\n"status": "success",\n"eval": {}\n}',
    /n\.json is a JSON document without samples/,
  ],
  [
    'no confidences',
    'c.json',
    JSON.stringify([{ success: true, vars: {} }]),
    /c\.json tells no confidence of its 1 graded answers.*--confidence/,
  ],
  [
    'a confidence of 150',
    'x.json',
    JSON.stringify([row(0.2), row(150)], null, 1),
    /x\.json, sample 2 \(line \d+\): expected the confidence in metadata\.confidence to be from 0 to 100/,
  ],
  [
    'a cut archive',
    'cut.eval',
    zipOf({ 'samples/1.json': '{}' }, 'deflate').subarray(0, 40),
    /cut\.eval is not an \.eval archive that can be read/,
  ],
  [
    'an archive of something else',
    'o.eval',
    zipOf({ 'word/document.xml': '<x/>' }, 'deflate'),
    /o\.eval holds no graded answer/,
  ],
])('%s is refused in one sentence', async (_, name, content, sentence) => {
  const refused = await read(name, content).catch((error: Error) => error);
  expect(refused).toBeInstanceOf(Error);
  expect((refused as Error).message).toMatch(sentence);
  expect((refused as Error).message).not.toContain('\n');
});

test('a file that is nowhere, and a folder, are refused', async () => {
  const folder = temporaryFolder();
  await expect(readLog(join(folder, 'none.json'))).rejects.toThrow(
    /none\.json cannot be read \(there is no such file\)/,
  );
  await expect(readLog(folder)).rejects.toThrow(/it is a folder/);
});

test('every text is kept where that is asked, else those of mistakes', async () => {
  const lines = ['confidence,correct,question', '.9,true,right?', '.8,false,wrong?'].join('\n');
  const questions = async (options: object) =>
    (await read('texts.csv', lines, options)).trials.map(({ question }) => question);
  expect(await questions({})).toEqual([undefined, 'wrong?']);
  expect(await questions({ texts: 'all' })).toEqual(['right?', 'wrong?']);
});
