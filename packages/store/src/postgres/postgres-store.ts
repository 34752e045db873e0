import { EchoError } from '@echo/core';
import postgres from 'postgres';
import { toCountRow } from '../count-row-columns.js';
import { countRows } from '../count-rows.js';
import type { Episode } from '../episode.js';
import { EPISODE_COLUMNS, fromRow, toRow } from '../episode-row.js';
import type { EpisodeStore } from '../episode-store.js';
import { groupCommit } from '../group-commit.js';
import { inPages } from '../pages.js';
import { migratePostgres } from './migrate-postgres.js';

/**
 * A store in a Postgres database, shared by any number of servers.
 *
 * Connections are made again after the database was gone; what could not be written meanwhile is refused by
 * `add` with `write-failed`. `durable` asks for synced commits where the database is set up not to sync.
 */
export async function postgresStore(url: string, { durable = false } = {}): Promise<EpisodeStore> {
  const place = withoutPassword(url);
  const sql = postgres(url, {
    max: 4,
    onnotice: () => {},
    connect_timeout: 5,
    backoff: () => 0.2,
    connection: { application_name: 'echo', ...(durable && { synchronous_commit: 'on' }) },
  });
  const refusing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      if (cause instanceof EchoError) throw cause;
      throw refusal(place, cause);
    }
  };
  try {
    await refusing(migratePostgres(sql));
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  const writeBatch = async (batch: readonly Episode[]): Promise<void> => {
    const counts = countRows(batch).map(({ wellFormed, ...row }) => ({ ...row, well_formed: wellFormed }));
    await sql.begin(async (transaction) => {
      await transaction`INSERT INTO episodes ${transaction(batch.map(toRow), [...EPISODE_COLUMNS])}`;
      await transaction`INSERT INTO counts ${transaction(counts)}
        ON CONFLICT (domain, difficulty, confidence) DO UPDATE SET
          n = counts.n + excluded.n, correct = counts.correct + excluded.correct,
          abstained = counts.abstained + excluded.abstained,
          well_formed = counts.well_formed + excluded.well_formed,
          grade = counts.grade + excluded.grade, reward = counts.reward + excluded.reward`;
    });
  };
  const commit = groupCommit<Episode>(
    (batch) => refusing(writeBatch(batch)),
    ({ response }) => response.length,
  );

  return {
    description: `Postgres, ${place}`,
    add: commit.add,
    counts: async () => (await refusing(sql`SELECT * FROM counts`.execute())).map(toCountRow),
    history: async ({ limit = 100, before = Number.MAX_SAFE_INTEGER } = {}) =>
      (
        await refusing(
          sql`SELECT * FROM episodes WHERE id < ${before} ORDER BY id DESC LIMIT ${limit}`.execute(),
        )
      ).map(fromRow),
    episodes: () =>
      inPages(async (after, limit) =>
        (
          await refusing(sql`SELECT * FROM episodes WHERE id > ${after} ORDER BY id LIMIT ${limit}`.execute())
        ).map(fromRow),
      ),
    async close() {
      await commit.settled();
      await sql.end({ timeout: 5 });
    },
  };
}

function refusal(place: string, cause: unknown): EchoError {
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new EchoError(
    'write-failed',
    `The episode store at ${place} did not answer or refused (${reason}); see that Postgres runs there.`,
    { cause },
  );
}

/** A database's address without user name and password. */
function withoutPassword(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
