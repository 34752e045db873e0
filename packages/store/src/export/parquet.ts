import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { StoredEpisode } from '../episode.js';
import type { EpisodeStore } from '../episode-store.js';

const GROUP = 5000;

/**
 * The episodes of a store as a Parquet file, oldest first, in row groups of 5,000.
 *
 * `components` is a column of JSON text. The bytes come as they are made, one chunk a row group.
 */
export async function* exportParquet(store: EpisodeStore): AsyncIterable<Uint8Array> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData: columnsOf([]) }),
  });
  let sent = 0;
  const written = (): Uint8Array => {
    const chunk = new Uint8Array(bytes.getBuffer()).slice(sent);
    sent += chunk.length;
    return chunk;
  };
  let group: StoredEpisode[] = [];
  for await (const episode of store.episodes()) {
    group.push(episode);
    if (group.length < GROUP) continue;
    await writer.write({ columnData: columnsOf(group) });
    group = [];
    yield written();
  }
  if (group.length > 0) await writer.write({ columnData: columnsOf(group) });
  await writer.finish();
  yield written();
}

function columnsOf(episodes: readonly StoredEpisode[]) {
  const column = (name: string, type: BasicType, value: (episode: StoredEpisode) => unknown) => ({
    name,
    type,
    nullable: true,
    data: episodes.map(value),
  });
  return [
    column('id', 'INT64', ({ id }) => BigInt(id)),
    column('episode_id', 'STRING', ({ episodeId }) => episodeId),
    column('session_id', 'STRING', ({ sessionId }) => sessionId),
    column('task_id', 'STRING', ({ taskId }) => taskId),
    column('domain', 'STRING', ({ domain }) => domain),
    column('difficulty', 'STRING', ({ difficulty }) => difficulty),
    column('seed', 'STRING', ({ seed }) => seed),
    column('response', 'STRING', ({ response }) => response),
    column('answer', 'STRING', ({ answer }) => answer),
    column('confidence', 'DOUBLE', ({ confidence }) => confidence),
    column('correct', 'BOOLEAN', ({ correct }) => correct),
    column('grade', 'DOUBLE', ({ grade }) => grade),
    column('reward', 'DOUBLE', ({ reward }) => reward),
    column('components', 'STRING', ({ components }) => JSON.stringify(components)),
    column('well_formed', 'BOOLEAN', ({ wellFormed }) => wellFormed),
    column('abstained', 'BOOLEAN', ({ abstained }) => abstained),
    column('created_at', 'TIMESTAMP', ({ createdAt }) => new Date(createdAt)),
  ];
}
