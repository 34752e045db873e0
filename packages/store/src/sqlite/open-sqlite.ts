import { EchoError } from '@echo/core';
import Database from 'libsql';
import { pendingMigrations } from '../migrations.js';

/** An open SQLite database with the current schema: WAL, and a full sync a transaction when `durable`. */
export function openSqlite(path: string, durable: boolean): Database.Database {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { timeout: 5000 });
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    migrate(db);
    return db;
  } catch (cause) {
    db?.close();
    if (cause instanceof EchoError) throw cause;
    throw new EchoError(
      'write-failed',
      `The episode store ${path} cannot be opened (${reason(cause)}); give a file in a writable folder.`,
      { cause },
    );
  }
}

/** Brings the schema up to date in one transaction that no other process can interleave. */
function migrate(db: Database.Database): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
    const row = db.prepare('SELECT max(version) AS version FROM schema_version').get() as {
      readonly version: number | null;
    };
    for (const { version, queries } of pendingMigrations(
      row.version ?? 0,
      'INTEGER PRIMARY KEY AUTOINCREMENT',
    )) {
      for (const query of queries) db.exec(query);
      db.prepare('INSERT INTO schema_version (version) VALUES (?)').run(version);
    }
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/** The message of an error of the database. */
export function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
