import { EchoError } from '@echo/core';

/** The type of the id column, the only part of the schema in which the databases differ. */
export type IdColumn =
  | 'INTEGER PRIMARY KEY AUTOINCREMENT'
  | 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY';

/** The schema, one list of queries a version: a released version is never edited, only followed. */
const MIGRATIONS: readonly ((id: IdColumn) => readonly string[])[] = [
  (id) => [
    `CREATE TABLE episodes (
      id ${id},
      episode_id TEXT NOT NULL,
      session_id TEXT,
      task_id TEXT NOT NULL,
      domain TEXT NOT NULL,
      difficulty TEXT NOT NULL,
      seed TEXT,
      response TEXT NOT NULL,
      answer TEXT NOT NULL,
      confidence DOUBLE PRECISION NOT NULL,
      correct INTEGER NOT NULL,
      grade DOUBLE PRECISION NOT NULL,
      reward DOUBLE PRECISION NOT NULL,
      components TEXT NOT NULL,
      well_formed INTEGER NOT NULL,
      abstained INTEGER NOT NULL,
      created_at BIGINT NOT NULL
    )`,
    `CREATE TABLE counts (
      domain TEXT NOT NULL,
      difficulty TEXT NOT NULL,
      confidence DOUBLE PRECISION NOT NULL,
      n BIGINT NOT NULL,
      correct BIGINT NOT NULL,
      abstained BIGINT NOT NULL,
      well_formed BIGINT NOT NULL,
      grade DOUBLE PRECISION NOT NULL,
      reward DOUBLE PRECISION NOT NULL,
      PRIMARY KEY (domain, difficulty, confidence)
    )`,
  ],
];

/** The queries that bring a store of a version up to date, each version's with its number. */
export function pendingMigrations(
  version: number,
  id: IdColumn,
): readonly { readonly version: number; readonly queries: readonly string[] }[] {
  if (version > MIGRATIONS.length)
    throw new EchoError(
      'unsupported',
      `The store has schema version ${version}, this release knows ${MIGRATIONS.length}; use a newer release.`,
    );
  return MIGRATIONS.slice(version).map((migration, i) => ({
    version: version + i + 1,
    queries: migration(id),
  }));
}
