import { EchoError } from '@echo/core';
import { toCountRow } from '../count-row-columns.js';
import { countRows } from '../count-rows.js';
import type { Episode } from '../episode.js';
import { EPISODE_COLUMNS, fromRow, toRow } from '../episode-row.js';
import type { EpisodeStore } from '../episode-store.js';
import { groupCommit } from '../group-commit.js';
import { inPages } from '../pages.js';
import { openSqlite, reason } from './open-sqlite.js';

const INSERT = `INSERT INTO episodes (${EPISODE_COLUMNS.join(', ')})
  VALUES (${EPISODE_COLUMNS.map(() => '?').join(', ')})`;

const COUNT = `INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (domain, difficulty, confidence) DO UPDATE SET
    n = n + excluded.n, correct = correct + excluded.correct, abstained = abstained + excluded.abstained,
    well_formed = well_formed + excluded.well_formed, grade = grade + excluded.grade,
    reward = reward + excluded.reward`;

/**
 * A store in a SQLite file, or in memory for the path `:memory:`.
 *
 * `kill -9` loses no episode whose `add` has resolved; power loss may, unless `durable`. Throws
 * `write-failed` when the file cannot be opened, and `add` rejects with it when a write fails.
 */
export function sqliteStore(path: string, { durable = false } = {}): EpisodeStore {
  const db = openSqlite(path, durable);
  const insert = db.prepare(INSERT);
  const count = db.prepare(COUNT);
  const writeBatch = db.transaction((batch: readonly Episode[]) => {
    for (const episode of batch) {
      const row = toRow(episode);
      insert.run(EPISODE_COLUMNS.map((column) => row[column]));
    }
    for (const r of countRows(batch))
      count.run([
        r.domain,
        r.difficulty,
        r.confidence,
        r.n,
        r.correct,
        r.abstained,
        r.wellFormed,
        r.grade,
        r.reward,
      ]);
  });
  const commit = groupCommit<Episode>(
    (batch) => {
      try {
        writeBatch(batch);
      } catch (cause) {
        throw new EchoError(
          'write-failed',
          `The episode store ${path} refused a write (${reason(cause)}); free space or give another file.`,
          { cause },
        );
      }
    },
    ({ response }) => response.length,
  );
  const rows = (sql: string, ...values: readonly number[]) =>
    db.prepare(sql).all(...values) as readonly Readonly<Record<string, unknown>>[];

  return {
    description: `SQLite, ${path}`,
    add: commit.add,
    counts: async () => rows('SELECT * FROM counts').map(toCountRow),
    history: async ({ limit = 100, before = Number.MAX_SAFE_INTEGER } = {}) =>
      rows('SELECT * FROM episodes WHERE id < ? ORDER BY id DESC LIMIT ?', before, limit).map(fromRow),
    episodes: () =>
      inPages((after, limit) =>
        rows('SELECT * FROM episodes WHERE id > ? ORDER BY id LIMIT ?', after, limit).map(fromRow),
      ),
    async close() {
      await commit.settled();
      db.close();
    },
  };
}
