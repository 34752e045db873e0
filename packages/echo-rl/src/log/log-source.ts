import type { JsonValue } from './lines.js';

/** A text that can be read again and again, piece by piece. */
export interface TextFile {
  /** What errors call it: a path, or the name of a file that was dropped on a page. */
  readonly path: string;
  /** The first 64 kB, without a byte order mark. */
  readonly head: string;
  chunks(): AsyncIterable<string>;
}

/** A row of a table: its fields, and the line it ends in. */
export interface TableRow {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/** Where a log is read from: a path of this machine, or a file that was given to a page. */
export interface LogSource {
  readonly path: string;
  /** The first four bytes. */
  firstBytes(): Promise<Uint8Array>;
  /** The source as text, unpacked where gzip compressed it. */
  openText(): Promise<TextFile>;
  /** The JSON files in it whose names are wanted, where it is a ZIP archive. */
  zipItems(isWanted: (name: string) => boolean): AsyncIterable<JsonValue>;
  /** The rows of a table; errors of the parser have a `code` that begins with `CSV_`. */
  tableRows(file: TextFile, delimiter: string): AsyncIterable<TableRow>;
}

/** How tables are parsed, by any build of csv-parse. */
export const tableOptions = (delimiter: string) =>
  ({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
  }) as const;
