import { EchoError } from '@echo/core';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';

/**
 * The rows of a parquet file in order, one row group in memory at a time.
 *
 * Throws `corrupt-file` when it is none or lacks a column.
 */
export async function* parquetRows(path: string, columns: readonly string[]): AsyncGenerator<unknown> {
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      yield* await parquetReadObjects({ file, metadata, columns: [...columns], rowStart, rowEnd });
      rowStart = rowEnd;
    }
  } catch (cause) {
    throw new EchoError(
      'corrupt-file',
      `${path} cannot be read as parquet with the columns ${columns.join(', ')} (${cause instanceof Error ? cause.message : String(cause)}); delete it and download it again.`,
      { cause },
    );
  }
}
