import { createRepo, downloadFile, listFiles, repoExists, uploadFiles, whoAmI } from '@huggingface/hub';
import { expect, onTestFinished, test } from 'vitest';
import { type HubStandInOptions, hubStandIn } from './index.js';

async function start(options?: HubStandInOptions) {
  const hub = await hubStandIn(options);
  onTestFinished(() => hub.close());
  return {
    hub,
    hubUrl: hub.url,
    accessToken: 'hf_test',
    repo: { type: 'dataset', name: 'tester/set' } as const,
  };
}

const blob = (text: string) => new Blob([text]);
const pathsOf = async (entries: AsyncIterable<{ path: string; type: string }>) => {
  const found: string[] = [];
  for await (const { path, type } of entries) found.push(type === 'directory' ? `${path}/` : path);
  return found.sort();
};

test('the official client creates, pushes, lists and fetches', async () => {
  const { hub, ...at } = await start({ lfsFrom: 1000 });
  expect(await whoAmI(at)).toMatchObject({ type: 'user', name: 'tester' });
  expect(await repoExists(at)).toBe(false);
  await createRepo({ ...at, visibility: 'public' });
  expect(await repoExists(at)).toBe(true);
  const long = 'long '.repeat(500);
  const pushed = await uploadFiles({
    ...at,
    commitTitle: 'Add results',
    files: [
      { path: 'README.md', content: blob('# Results ✓\n') },
      { path: 'data/long.txt', content: blob(long) },
      { path: 'data/rows.parquet', content: blob('PAR1') },
    ],
  });
  const repository = hub.repository('dataset', 'tester/set');
  expect(repository?.commits.map(({ title }) => title)).toEqual(['initial commit', 'Add results']);
  expect(pushed?.commit.oid).toBe(repository?.commits.at(-1)?.id);
  const kept = [...(repository?.commits.at(-1)?.files ?? [])].map(([path, { isLfs }]) => [path, isLfs]);
  expect(kept).toEqual([
    ['README.md', false],
    ['data/long.txt', true],
    ['data/rows.parquet', true],
  ]);
  expect(await pathsOf(listFiles({ ...at, recursive: true }))).toEqual([
    'README.md',
    'data/',
    'data/long.txt',
    'data/rows.parquet',
  ]);
  expect(await pathsOf(listFiles(at))).toEqual(['README.md', 'data/']);
  expect(await (await downloadFile({ ...at, path: 'data/long.txt' }))?.text()).toBe(long);
  expect(await (await downloadFile({ ...at, path: 'README.md' }))?.text()).toBe('# Results ✓\n');
  expect(await downloadFile({ ...at, path: 'none.txt' })).toBe(null);
});

test('an object that is known is not put again, and an earlier commit stays as it was', async () => {
  const { hub, ...at } = await start();
  await createRepo(at);
  const push = (text: string) => uploadFiles({ ...at, files: [{ path: 'a.parquet', content: blob(text) }] });
  const first = await push('one');
  await push('two');
  await push('one');
  expect(hub.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
  await push('two');
  const revision = first?.commit.oid ?? '';
  expect(await (await downloadFile({ ...at, path: 'a.parquet', revision }))?.text()).toBe('one');
});

test('a long list comes in pages', async () => {
  const { hub, ...at } = await start({ pageSize: 3 });
  const names = Array.from({ length: 10 }, (_, i) => `f${i}.txt`);
  hub.seed({ ...at.repo, files: Object.fromEntries(names.map((name) => [name, name])) });
  expect(await pathsOf(listFiles(at))).toEqual(names);
  expect(hub.requests).toHaveLength(4);
});

test('tokens, namespaces, names and parents are checked', async () => {
  const accounts = {
    hf_test: { name: 'tester', role: 'write' },
    hf_read: { name: 'tester', role: 'read' },
  } as const;
  const { hub, ...at } = await start({ accounts });
  await expect(createRepo({ ...at, accessToken: 'hf_none' })).rejects.toThrow('Invalid credentials');
  await expect(createRepo({ ...at, accessToken: 'hf_read' })).rejects.toThrow('write token');
  await expect(createRepo({ ...at, repo: 'datasets/other/set' })).rejects.toThrow('namespace "other"');
  await createRepo({ ...at, visibility: 'private' });
  await expect(createRepo(at)).rejects.toMatchObject({ statusCode: 409 });
  await expect(pathsOf(listFiles({ repo: at.repo, hubUrl: at.hubUrl }))).rejects.toThrow(
    'Repository not found',
  );
  const files = [{ path: 'a.txt', content: blob('a') }];
  await expect(uploadFiles({ ...at, files, parentCommit: 'a'.repeat(40) })).rejects.toThrow(
    'A commit has happened since',
  );
  await expect(uploadFiles({ ...at, files, accessToken: 'hf_read' })).rejects.toThrow('write token');
  expect(hub.repository('dataset', 'tester/set')?.commits).toHaveLength(1);
});
