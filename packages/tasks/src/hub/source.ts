import type { z } from 'zod';
import { expectedAnswer } from '../expected-answer.js';
import { gradeTask } from '../grade-task.js';
import type { Task } from '../task.js';

/** The parts in which the sources are published. */
export type SourceSplit = 'train' | 'validation' | 'test';

/** The place of a row in a source. */
export interface RowPlace {
  /** The folder of the repository. */
  readonly config: string;
  readonly split: SourceSplit;
  /** The index of the row in the split, from 0. */
  readonly index: number;
}

/** A published data set, and how its rows become tasks. */
export interface Source {
  /** The name of the dataset on the Hub. */
  readonly repository: string;
  /** The commit that is read. */
  readonly revision: string;
  /** The splits whose answers are published. */
  readonly splits: readonly SourceSplit[];
  /** The folders of the repository that hold the parquet files. */
  readonly configs: readonly string[];
  /** The columns that are read. */
  readonly columns: readonly string[];
  /** The task of a row, or the reason why the row cannot be one. */
  readonly rowToTask: (row: unknown, place: RowPlace) => Task | string;
}

interface Definition<Row> extends Omit<Source, 'columns' | 'rowToTask'> {
  readonly row: z.ZodType<Row> & { readonly shape: object };
  readonly toTask: (row: Row, place: RowPlace) => Task | string;
}

/**
 * A source whose rows are checked before they are read, by a zod schema of its columns.
 *
 * A row becomes no task where it has another form, where `toTask` gives a reason in place of a task, and
 * where the task's own answer does not earn 1.
 */
export function defineSource<Row>({ row: schema, toTask, ...about }: Definition<Row>): Source {
  return {
    ...about,
    columns: Object.keys(schema.shape),
    rowToTask: (row, place) => {
      const checked = schema.safeParse(row);
      if (!checked.success) return brokenColumn(checked.error.issues);
      const task = toTask(checked.data, place);
      if (typeof task === 'string') return task;
      return gradeTask(task, expectedAnswer(task)).correct ? task : 'its own answer does not earn 1';
    },
  };
}

function brokenColumn([issue]: readonly z.core.$ZodIssue[]): string {
  const path = issue?.path.filter((part) => typeof part === 'string').join('.') ?? '';
  return `the ${path === '' ? 'row' : `column ${path}`} has another form: ${issue?.message ?? 'unknown'}`;
}
