import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresBin, startPostgres } from '@echo/testing/postgres-server';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, test } from 'vitest';
import { countTable, type EpisodeStore, exportJsonl, exportParquet, openStore } from './index.js';
import { episode } from './testing/episodes.js';

const folder = mkdtempSync(join(tmpdir(), 'echo-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bin = postgresBin();
const server = bin === null ? null : await startPostgres(bin);
afterAll(() => server?.remove());

/** Every kind of store, each under the same tests; Postgres where it is installed. */
const places = { sqlite: join(folder, 'episodes.db'), ...(server && { postgres: server.url }) };

describe.each(Object.entries(places))('%s', (_, place) => {
  let store: EpisodeStore;
  test('begins empty, and opens again', async () => {
    await (await openStore(place)).close();
    store = await openStore(place, { durable: true });
    expect(await store.counts()).toEqual([]);
    expect(await store.history()).toEqual([]);
    expect(store.description).not.toContain('echo@');
  });

  test('keeps an episode whole', async () => {
    await store.add(episode(0, { sessionId: 's', seed: null, abstained: true }));
    expect(await store.history()).toEqual([
      { id: 1, ...episode(0, { sessionId: 's', seed: null, abstained: true }) },
    ]);
  });

  test('counts what is added at once, row for row', async () => {
    await Promise.all(Array.from({ length: 1500 }, (_, i) => store.add(episode(i + 1))));
    const table = countTable(await store.counts());
    expect(table.n).toBe(1501);
    const outcomes = Array.from({ length: 1501 }, (_, i) => episode(i)).filter(({ correct }) => correct);
    expect(table.cells.reduce((sum, cell) => sum + cell.sum, 0)).toBe(outcomes.length);
    expect(table.cells.map(({ confidence }) => confidence)).toEqual(
      Array.from({ length: 101 }, (_, percent) => percent / 100),
    );
    const rewards = (await store.counts()).reduce((sum, row) => sum + row.reward, 0);
    expect(rewards).toBeCloseTo((1500 * 1501) / 2 / 8, 6);
  });

  test('pages the history, newest first', async () => {
    const page = await store.history({ limit: 3 });
    expect(page.map(({ id }) => id)).toEqual([1501, 1500, 1499]);
    expect((await store.history({ limit: 2, before: 1499 })).map(({ id }) => id)).toEqual([1498, 1497]);
    expect(await store.history()).toHaveLength(100);
  });

  test('holds any text that a model may emit', async () => {
    await store.add(episode(7, { response: 'a\0b \uD800 \u{1F600} \'"; DROP TABLE episodes; --' }));
    const [last] = await store.history({ limit: 1 });
    expect(last?.response).toBe('a\uFFFDb \uFFFD \u{1F600} \'"; DROP TABLE episodes; --');
  });

  test('exports every episode as lines of JSON', async () => {
    let lines = '';
    for await (const line of exportJsonl(store)) lines += line;
    const exported = lines.trimEnd().split('\n');
    expect(exported).toHaveLength(1502);
    expect(JSON.parse(exported[5] ?? '')).toEqual({ id: 6, ...episode(5) });
  });

  test('exports every episode as Parquet', async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of exportParquet(store)) chunks.push(chunk);
    const path = join(folder, 'episodes.parquet');
    writeFileSync(path, Buffer.concat(chunks));
    const { buffer, byteOffset, byteLength } = readFileSync(path);
    const rows = await parquetReadObjects({
      file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
    });
    expect(rows).toHaveLength(1502);
    expect(rows[5]).toMatchObject({ id: 6n, episode_id: 'episode-5', confidence: 0.05, correct: false });
  });

  test('is shared by two writers, whose counts add up', async () => {
    const other = await openStore(place);
    await Promise.all(
      Array.from({ length: 200 }, (_, i) => (i % 2 ? store : other).add(episode(i, { domain: 'shared' }))),
    );
    const shared = (await other.counts()).filter(({ domain }) => domain === 'shared');
    expect(countTable(shared).n).toBe(200);
    await other.close();
    await store.close();
  });
});

test.skipIf(!server)(
  'Postgres may go and come back: a refusal meanwhile, nothing acknowledged lost',
  async () => {
    const store = await openStore(server?.url ?? '');
    const before = countTable(await store.counts()).n;
    server?.stop();
    await expect(store.add(episode(1))).rejects.toThrow(/did not answer or refused/);
    server?.start();
    await store.add(episode(2));
    expect(countTable(await store.counts()).n).toBe(before + 1);
    await store.close();
  },
);

test('a file that cannot be opened is refused in one sentence', async () => {
  await expect(openStore(join(folder, 'none', 'x.db'))).rejects.toMatchObject({ code: 'write-failed' });
});

test('a store of a newer release is refused', async () => {
  const path = join(folder, 'newer.db');
  await (await openStore(path)).close();
  const { default: Database } = await import('libsql');
  const db = new Database(path);
  db.exec('INSERT INTO schema_version VALUES (99)');
  db.close();
  await expect(openStore(path)).rejects.toMatchObject({ code: 'unsupported' });
});
