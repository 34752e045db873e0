import { EchoError } from '@echo/core';
import { CsvError, parse } from 'csv-parse/sync';
import { checkedTasks, type TaskRecord } from '../internal/checked-tasks.js';
import type { Task } from '../task.js';
import { COLUMNS, type Column, REQUIRED_COLUMNS } from './columns.js';

/** The form of the columns that hold JSON. */
const FORMS = {
  choices: '[{"label":"A","text":"hail"},{"label":"B","text":"sleet"}]',
  aliases: '["Lutetia"]',
  extra: '{"pattern":"^c"}',
};

/**
 * The tasks of a CSV text (RFC 4180) whose first line names the columns, in any order.
 *
 * Empty lines are skipped, and an empty field of an optional column counts as left out.
 *
 * Throws `invalid-task` naming `name`, the line on which the record starts, and the rule.
 *
 * @example
 * ```ts
 * import { formatTasksCsv, parseTasksCsv } from '@echo/tasks/node';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const csv = formatTasksCsv(builtinTasks('dev').slice(0, 3));
 * parseTasksCsv(csv, 'mine.csv').length; // → 3
 * ```
 */
export function parseTasksCsv(text: string, name: string): readonly Task[] {
  const [header, ...records] = parseRecords(text, name);
  if (!header) return [];
  const columns = checkedColumns(header, name);
  return checkedTasks(
    records.map((record) => ({ line: record.line, value: toTask(record, columns, name) })),
    name,
  );
}

interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

function parseRecords(text: string, name: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (fields: string[], { lines }) => {
        if (fields.length > 1 || fields[0] !== '') records.push({ line, fields });
        line = lines + 1;
        return null;
      },
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new EchoError(
      'invalid-task',
      `${name}, line ${line}: not valid CSV; put a field with quotes, commas or line breaks in double quotes, and double the quotes in it.`,
      { cause },
    );
  }
  return records;
}

function checkedColumns(header: CsvRecord, name: string): readonly Column[] {
  const refuse = (rule: string): EchoError =>
    new EchoError('invalid-task', `${name}, line ${header.line}: ${rule}.`);
  const unknown = header.fields.find((field) => !(COLUMNS as readonly string[]).includes(field));
  if (unknown !== undefined) {
    throw refuse(`no column is called ${JSON.stringify(unknown)}; the columns are ${COLUMNS.join(', ')}`);
  }
  const missing = REQUIRED_COLUMNS.find((column) => !header.fields.includes(column));
  if (missing) throw refuse(`the column ${missing} is missing; add it`);
  const twice = header.fields.find((field, i) => header.fields.indexOf(field) !== i);
  if (twice) throw refuse(`the column ${twice} stands there twice; remove one`);
  return header.fields as readonly Column[];
}

type Fields = Partial<Record<Column, string>>;

function toTask(record: CsvRecord, columns: readonly Column[], name: string): TaskRecord['value'] {
  const where = `${name}, line ${record.line}`;
  if (record.fields.length !== columns.length) {
    throw new EchoError(
      'invalid-task',
      `${where}: ${record.fields.length} fields where the first line names ${columns.length} columns; put a field with commas in double quotes.`,
    );
  }
  const fields: Fields = {};
  for (const [i, column] of columns.entries()) fields[column] = record.fields[i] ?? '';
  const { id, domain, difficulty, question, source, familiarity } = fields;
  return {
    id,
    domain,
    difficulty,
    question,
    answerKey: answerKey(fields, where),
    ...(source && { source }),
    ...(familiarity && { familiarity }),
  };
}

function answerKey({ kind, answer = '', ...fields }: Fields, where: string): unknown {
  switch (kind) {
    case 'number':
      return { kind, value: answer.trim() === '' ? Number.NaN : Number(answer) };
    case 'choice':
      return { kind, label: answer, choices: json('choices', fields, where) };
    case 'text':
      return {
        kind,
        answer,
        ...(fields.aliases && { aliases: json('aliases', fields, where) }),
        ...(fields.match && { match: fields.match }),
      };
    default:
      return { ...extraFields(fields, where), kind, answer };
  }
}

function extraFields(fields: Fields, where: string): object {
  if (!fields.extra) return {};
  const extra = json('extra', fields, where);
  if (typeof extra === 'object' && extra !== null && !Array.isArray(extra)) return extra;
  throw new EchoError(
    'invalid-task',
    `${where}: \`extra\` is not a JSON object; write it as ${FORMS.extra}.`,
  );
}

function json(column: keyof typeof FORMS, fields: Fields, where: string): unknown {
  try {
    return JSON.parse(fields[column] ?? '');
  } catch (cause) {
    throw new EchoError(
      'invalid-task',
      `${where}: \`${column}\` is not valid JSON; write it as ${FORMS[column]}.`,
      { cause },
    );
  }
}
