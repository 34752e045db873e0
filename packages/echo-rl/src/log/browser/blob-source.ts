import { parse } from 'csv-parse/browser/esm/sync';
import { decodeText, isGzip } from '../decode-text.js';
import { type LogSource, type TableRow, type TextFile, tableOptions } from '../log-source.js';
import { bytesOf, type NamedBlob } from './blob-bytes.js';
import { plainTable } from './plain-table.js';
import { zipItems } from './zip-items.js';

/** A file that was given to a page as the source of a log; only a table is held in memory whole. */
export const blobSource = (file: NamedBlob): LogSource => ({
  path: file.name,
  firstBytes: () => firstBytes(file),
  async openText() {
    const start = await firstBytes(file);
    return decodeText(file.name, start, () => bytesOf(isGzip(start) ? unpacked(file) : file.stream()));
  },
  zipItems: (isWanted) => zipItems(file, isWanted),
  tableRows,
});

const firstBytes = async (file: Blob): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(0, 4).arrayBuffer());

const unpacked = (file: Blob): ReadableStream<Uint8Array> =>
  file.stream().pipeThrough(new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>);

async function* tableRows(file: TextFile, delimiter: string): AsyncGenerator<TableRow, void, void> {
  let text = '';
  for await (const chunk of file.chunks()) text += chunk;
  yield* plainTable(text, delimiter) ??
    (parse(text, tableOptions(delimiter)) as unknown as readonly TableRow[]);
}
