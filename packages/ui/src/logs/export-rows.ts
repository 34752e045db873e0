import type { LogRow } from './log-view.js';

/** What the rows of a view can be saved as. */
export type ExportFormat = 'csv' | 'json' | 'trials';

const COLUMNS = [
  'task_id',
  'confidence',
  'correct',
  'domain',
  'difficulty',
  'question',
  'answer',
  'expected',
  'other_confidence',
  'other_correct',
  'other_answer',
] as const;

type ExportRecord = Readonly<Record<(typeof COLUMNS)[number], string | number | boolean | undefined>>;

/** Rows as CSV (RFC 4180). A text that a spreadsheet would take for a formula begins with an apostrophe. */
export function rowsAsCsv(rows: readonly LogRow[]): string {
  const records = rows.map(recordOf);
  const columns = COLUMNS.filter((column) => records.some((record) => record[column] !== undefined));
  const lines = records.map((record) => columns.map((column) => cell(record[column])).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** Rows as a JSON document. */
export const rowsAsJson = (rows: readonly LogRow[]): string =>
  `${JSON.stringify(rows.map(recordOf), null, 1)}\n`;

/** Rows as lines of JSON that open as the same log again. */
export const rowsAsTrials = (rows: readonly LogRow[]): string =>
  rows.map(({ index: _, other: __, ...trial }) => `${JSON.stringify(trial)}\n`).join('');

function recordOf({
  taskId,
  confidence,
  correct,
  domain,
  difficulty,
  other,
  ...texts
}: LogRow): ExportRecord {
  return {
    task_id: taskId,
    confidence,
    correct,
    domain,
    difficulty,
    question: texts.question,
    answer: texts.answer,
    expected: texts.expected,
    other_confidence: other?.confidence,
    other_correct: other?.correct,
    other_answer: other?.answer,
  };
}

function cell(value: string | number | boolean | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}
