/** A row of a table by the names of its columns, in camel case. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Rows as CSV (RFC 4180, with line feeds), the names of the columns in snake case.
 *
 * Columns are those of all rows in the order of their first use; what a row lacks is empty.
 */
export function csvTable(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const columns = [...new Set(rows.flatMap(Object.keys))];
  const head = columns.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const lines = [head, ...rows.map((row) => columns.map((name) => String(row[name] ?? '')))];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
