import type { JsonValue } from '../lines.js';
import type { LogSource, TextFile } from '../log-source.js';
import { refusal } from '../refusal.js';
import { writtenConfidence, writtenGrade } from '../scalar.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE = 20;

/** The delimiter of a table's fields; null where the first lines have none. */
export function delimiterOf(head: string): string | null {
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const whole = lines.length > 1 && head.length >= 1 << 16 ? lines.slice(0, -1) : lines;
  const unquoted = whole.slice(0, SAMPLE).map((line) => line.replace(/"[^"]*(?:""[^"]*)*"/g, ''));
  const [first = ''] = unquoted;
  // A comma inside numbers cuts no field where semicolons or tabs do.
  for (const delimiter of [';', '\t', '|', ','] as const)
    if (first.includes(delimiter) && unquoted.every((line) => line.includes(delimiter))) return delimiter;
  return DELIMITERS.find((delimiter) => first.includes(delimiter)) ?? null;
}

/** The rows of a CSV file as records, whose texts keep the line they stand in. */
export async function* csvRecords(source: LogSource, file: TextFile): AsyncGenerator<JsonValue, void, void> {
  const rows = source.tableRows(file, delimiterOf(file.head) ?? ',');
  let header: readonly string[] | undefined;
  try {
    for await (const { info, record } of rows) {
      const at = { file: file.path, place: `line ${info.lines}` };
      if (record.every((field) => field === '')) continue;
      if (header === undefined) {
        const headless = isData(record);
        header = headless ? await headerOf(file, record) : record;
        if (!headless) continue;
      }
      if (record.length !== header.length)
        throw refusal(
          at,
          `expected ${header.length} fields as in the header, got ${record.length}; quote fields that hold the delimiter`,
        );
      yield { ...at, value: Object.fromEntries(header.map((name, i) => [name, record[i]])) };
    }
  } catch (cause) {
    const { code, lines, message } = cause as { code?: string; lines?: number; message: string };
    if (!code?.startsWith('CSV_')) throw cause;
    throw refusal(
      { file: file.path, place: `line ${lines ?? 1}` },
      `expected a table, but ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}; close or double its quotes`,
    );
  }
  if (header === undefined)
    throw refusal({ file: file.path, place: 'line 1' }, 'the file is empty; give a header and rows');
}

/** Whether a first row holds values, and so is no header. */
function isData(record: readonly string[]): boolean {
  return (
    record.some((field) => writtenConfidence(field)) &&
    record.every((field) => writtenConfidence(field) || writtenGrade(field) !== null)
  );
}

/** Names of the columns of a table without a header: that of the verdicts holds nothing but verdicts. */
async function headerOf(file: TextFile, first: readonly string[]): Promise<readonly string[]> {
  const delimiter = delimiterOf(file.head) ?? ',';
  const rows = file.head
    .split(/\r\n|\n|\r/)
    .slice(0, -1)
    .map((line) => line.split(delimiter).map((field) => field.trim().replace(/^"(.*)"$/, '$1')));
  const isVerdict = (i: number) =>
    rows.every((row) => {
      const grade = writtenGrade(row[i]);
      return row.length !== first.length || grade === 0 || grade === 1;
    });
  const verdicts = first.flatMap((_, i) => (isVerdict(i) ? i : []));
  if (first.length !== 2 || verdicts.length !== 1)
    throw refusal(
      { file: file.path, place: 'line 1' },
      'there is no header, and the values do not tell which column is the confidence and which the verdict; write `confidence,correct` above them',
    );
  return first.map((_, i) => (i === verdicts[0] ? 'correct' : 'confidence'));
}
