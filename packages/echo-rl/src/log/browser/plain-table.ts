import type { TableRow } from '../log-source.js';

/**
 * The rows of a table in its plain form (RFC 4180, fields trimmed), as csv-parse reads them and many times
 * as fast.
 *
 * Null where anything is out of the ordinary, such as a quote inside a field: csv-parse reads that or says
 * what is wrong.
 */
export function plainTable(text: string, delimiter: string): readonly TableRow[] | null {
  const rows: TableRow[] = [];
  const end = text.length;
  let [at, line, lineEnd] = [0, 1, ''];
  while (at < end) {
    const record: string[] = [];
    for (let more = true; more; ) {
      const field = text[at] === '"' ? quoted(text, at + 1) : unquoted(text, at, delimiter);
      if (field === null) return null;
      record.push(field.text);
      line += field.lines;
      at = field.end;
      more = text[at] === delimiter;
      if (more) at++;
    }
    if (record.length > 1 || record[0] !== '') rows.push({ info: { lines: line }, record });
    else if (text[at - 1] === '"') return null;
    if (at >= end) break;
    const newline = text[at] === '\n' ? '\n' : text.startsWith('\r\n', at) ? '\r\n' : '';
    lineEnd ||= newline;
    if (newline === '' || newline !== lineEnd) return null;
    at += newline.length;
    line++;
  }
  return rows;
}

interface Field {
  readonly text: string;
  /** The place after it. */
  readonly end: number;
  /** Line ends inside it. */
  readonly lines: number;
}

function unquoted(text: string, start: number, delimiter: string): Field | null {
  let end = start;
  for (; end < text.length; end++) {
    const character = text[end];
    if (character === '"') return null;
    if (character === delimiter || character === '\n' || character === '\r') break;
  }
  return { text: text.slice(start, end).trim(), end, lines: 0 };
}

/** A field whose opening quote stands before `start`; null where its closing quote does not end it. */
function quoted(text: string, start: number): Field | null {
  let end = text.indexOf('"', start);
  let isEscaped = false;
  for (; end >= 0 && text[end + 1] === '"'; end = text.indexOf('"', end + 2)) isEscaped = true;
  if (end < 0) return null;
  const inside = text.slice(start, end);
  if (inside.includes('\r')) return null;
  const lines = inside.includes('\n') ? inside.split('\n').length - 1 : 0;
  return { text: isEscaped ? inside.replaceAll('""', '"') : inside, end: end + 1, lines };
}
