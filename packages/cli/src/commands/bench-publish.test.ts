import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchResult, formatBenchResult } from '@echo/eval/echo-bench';
import { type HubStandIn, type HubStandInOptions, hubStandIn } from '@echo/hub-stand-in';
import { catchOutput } from '@echo/testing/output';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, onTestFinished, test, vi } from 'vitest';
import { pathOf } from '../bench/publish-results.js';
import { main } from '../main.js';
import { resultOf, writeResults } from '../testing/bench-results.js';

const output = catchOutput();
const REPO = 'tester/results';
const TOKEN = 'hf_test';

async function hubWith(options?: HubStandInOptions): Promise<HubStandIn> {
  const hub = await hubStandIn(options);
  onTestFinished(async () => {
    await hub.close();
    vi.unstubAllEnvs();
  });
  vi.stubEnv('HF_ENDPOINT', hub.url);
  vi.stubEnv('HF_TOKEN', TOKEN);
  for (const name of ['no_proxy', 'NO_PROXY']) vi.stubEnv(name, '127.0.0.1');
  return hub;
}

async function publish(results: readonly BenchResult[], ...args: readonly string[]): Promise<number> {
  const folder = temporaryFolder();
  await writeResults(folder, ...results);
  return main(['bench', 'publish', folder, '--repo', REPO, ...args]);
}

const textIn = (hub: HubStandIn, path: string) => hub.textOf('dataset', REPO, path) ?? '';
const pathsIn = (hub: HubStandIn) => [
  ...(hub.repository('dataset', REPO)?.commits.at(-1)?.files.keys() ?? []),
];
const [honest, sure] = [await resultOf('honest', 30), await resultOf('sure', 100)];

test('the first time the dataset is created, with card, lines and result', async () => {
  const hub = await hubWith();
  expect(await publish([honest], '--private')).toBe(0);
  expect(output()).toMatch(/^1 +honest +/m);
  expect(output()).toMatch(
    /1 published to http:\/\/127\.0\.0\.1:\d+\/datasets\/tester\/results, commit [0-9a-f]{12}\./,
  );
  expect(hub.repository('dataset', REPO)?.isPrivate).toBe(true);
  expect(pathsIn(hub).sort()).toEqual(['README.md', pathOf(honest), 'results.jsonl'].sort());
  expect(textIn(hub, pathOf(honest))).toBe(formatBenchResult(honest));
  expect(textIn(hub, 'README.md')).toMatch(/^---\npretty_name: EchoBench results\n/);
  expect(textIn(hub, 'README.md')).toContain(`\n## ${honest.hash.slice(0, 12)}\n`);
  expect(JSON.parse(textIn(hub, 'results.jsonl'))).toMatchObject({ model: 'honest', failed: 0 });
});

test('later ones stand beside it in one ranking, and a model replaces its own', async () => {
  const hub = await hubWith();
  expect(await publish([honest])).toBe(0);
  expect(await publish([sure])).toBe(0);
  expect(output()).toMatch(/^1 +honest .*\n2 +sure /m);
  expect(await publish([{ ...honest, date: '2026-12-01' }])).toBe(0);
  const lines = textIn(hub, 'results.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ model, date }) => [model, date])).toEqual([
    ['honest', '2026-12-01'],
    ['sure', '2026-11-28'],
  ]);
  const other = await resultOf('honest', 30, 128);
  expect(await publish([other])).toBe(0);
  expect(textIn(hub, 'README.md').match(/^## /gm)).toHaveLength(2);
  expect(hub.repository('dataset', REPO)?.isPrivate).toBe(false);
});

test('what others push meanwhile is not lost', async () => {
  let pushed = false;
  const hub: HubStandIn = await hubWith({
    fault: ({ method, path }) => {
      if (method === 'POST' && path.endsWith('/commit/main') && !pushed) {
        pushed = true;
        hub.seed({ type: 'dataset', name: REPO, files: { [pathOf(sure)]: formatBenchResult(sure) } });
      }
      return null;
    },
  });
  expect(await publish([honest])).toBe(0);
  expect(pathsIn(hub)).toContain(pathOf(sure));
  expect(textIn(hub, 'results.jsonl').trim().split('\n')).toHaveLength(2);
});

test('a name cannot leave its cell or its folder, and a file that is no result stays as it is', async () => {
  const hub = await hubWith();
  const name = '../../README.md |\n# [x](javascript:alert(1)) <b>`\u202e';
  hub.seed({ type: 'dataset', name: REPO, files: { 'results/x/broken.json': '{"format":' } });
  expect(await publish([{ ...honest, model: name }])).toBe(0);
  expect(pathOf({ ...honest, model: name })).toMatch(
    /^results\/[0-9a-f]{12}\/readme-md-x-javascript-alert-1-b-u?[0-9a-f-]+\.json$/,
  );
  const card = textIn(hub, 'README.md');
  const [row] = card.split('\n').filter((line) => line.startsWith('| 1 |'));
  expect(row).toContain('\\| \\# \\[x\\]\\(javascript\\:alert\\(1\\)\\) \\<b\\>\\`');
  expect(row?.replace(/\\./g, '').split('|')).toHaveLength(12);
  expect(card).not.toContain('\u202e');
  expect(textIn(hub, 'results/x/broken.json')).toBe('{"format":');
  expect(output()).toContain('results/x/broken.json there is no result of EchoBench; it was left as it is.');
});

test.each<[string, string | undefined, RegExp]>([
  ['without a token', undefined, /wants a token that may write, in the environment variable HF_TOKEN/],
  ['with a token that may only read', 'hf_read', /write token.*the rights of HF_TOKEN/],
  ['with a token that is none', 'hf_wrong', /Invalid credentials/],
  ['with a token of another form', 'secret', /could not be published to tester\/results/],
])('%s it is refused, and no token is told', async (_, token, sentence) => {
  const hub = await hubWith({ accounts: { hf_read: { name: 'tester', role: 'read' } } });
  vi.stubEnv('HF_TOKEN', token);
  expect(await publish([honest])).toBe(1);
  expect(output()).toMatch(sentence);
  if (token) expect(output().replaceAll('HF_TOKEN', '')).not.toContain(token);
  expect(hub.repository('dataset', REPO)).toBe(undefined);
});

test('a Hub that tells the token in its error does not get it on the screen', async () => {
  await hubWith({
    fault: () => (request, response) =>
      response
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: `bad ${request.headers.authorization}` })),
  });
  expect(await publish([honest])).toBe(1);
  expect(output()).toContain('bad Bearer …');
  expect(output()).not.toContain(TOKEN);
});

test('nothing that is published holds the token, and mixed results are not', async () => {
  const hub = await hubWith();
  expect(await publish([honest, await resultOf('other', 50, 128)])).toBe(1);
  expect(output()).toContain('cannot share a ranking');
  expect(hub.requests).toEqual([]);
  expect(await publish([honest])).toBe(0);
  for (const path of pathsIn(hub)) expect(textIn(hub, path)).not.toContain(TOKEN);
  const folder = temporaryFolder();
  await mkdir(join(folder, 'empty'));
  await writeFile(join(folder, 'empty', 'a.json'), '{}');
  expect(await main(['bench', 'publish', folder, '--repo', REPO])).toBe(1);
  expect(output()).toContain('holds no result of EchoBench');
});
