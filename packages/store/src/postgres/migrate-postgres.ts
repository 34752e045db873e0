import type { Sql } from 'postgres';
import { pendingMigrations } from '../migrations.js';

/** The advisory lock that lets one server at a time bring the schema up to date. */
const LOCK = 6_382_111;

/** Brings the schema up to date in one transaction. */
export async function migratePostgres(sql: Sql): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`SELECT pg_advisory_xact_lock(${LOCK})`;
    await transaction`CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)`;
    const [row] = await transaction`SELECT max(version) AS version FROM schema_version`;
    const pending = pendingMigrations(
      Number(row?.version ?? 0),
      'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
    );
    for (const { version, queries } of pending) {
      for (const query of queries) await transaction.unsafe(query);
      await transaction`INSERT INTO schema_version (version) VALUES (${version})`;
    }
  });
}
