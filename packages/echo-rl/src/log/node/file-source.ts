import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { type LogSource, type TableRow, tableOptions } from '../log-source.js';
import { firstBytes, openText } from './open-text.js';
import { zipItems } from './zip-items.js';

/** A file of this machine as the source of a log; nothing of it is kept in memory. */
export const fileSource = (path: string): LogSource => ({
  path,
  firstBytes: () => firstBytes(path),
  openText: () => openText(path),
  zipItems: (isWanted) => zipItems(path, isWanted),
  tableRows: (file, delimiter) =>
    Readable.from(file.chunks()).pipe(parse(tableOptions(delimiter))) as AsyncIterable<TableRow>,
});
