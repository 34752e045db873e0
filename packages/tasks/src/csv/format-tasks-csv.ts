import { checkedTasks } from '../internal/checked-tasks.js';
import type { AnswerKey, Task } from '../task.js';
import { COLUMNS, type Column } from './columns.js';

/**
 * The tasks as CSV (RFC 4180 with `\n`) under a line of column names; what is written, `parseTasksCsv` reads.
 *
 * Throws `invalid-task` with the number of the record and the rule when one is no valid task or repeats an
 * id.
 */
export function formatTasksCsv(tasks: readonly Task[]): string {
  const records = tasks.map((value, i) => ({ line: i + 1, value }));
  const rows = checkedTasks(records, 'the tasks to write').map((task) => {
    const fields = fieldsOf(task);
    return COLUMNS.map((column) => fields[column] ?? '');
  });
  return [COLUMNS, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

type Fields = Readonly<Partial<Record<Column, string | undefined>>>;

function fieldsOf({ answerKey, ...task }: Task): Fields {
  return { ...task, kind: answerKey.kind, ...keyFields(answerKey) };
}

function keyFields(key: AnswerKey): Fields {
  switch (key.kind) {
    case 'number':
      return { answer: String(key.value) };
    case 'choice':
      return { answer: key.label, choices: JSON.stringify(key.choices) };
    case 'text':
      return {
        answer: key.answer,
        aliases: key.aliases && JSON.stringify(key.aliases),
        match: key.match,
      };
    default: {
      const { kind: _, answer, ...extra } = key;
      return { answer, extra: Object.keys(extra).length > 0 ? JSON.stringify(extra) : undefined };
    }
  }
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
