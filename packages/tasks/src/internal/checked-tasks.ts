import { EchoError } from '@echo/core';
import type { z } from 'zod';
import { type Task, taskSchema } from '../task.js';

/** A value that should be a task, and the line of its file on which it starts. */
export interface TaskRecord {
  readonly line: number;
  readonly value: unknown;
}

/**
 * The tasks among the records of `name`. Throws `invalid-task` with the line and rule when one is no valid
 * task or repeats an id.
 */
export function checkedTasks(records: Iterable<TaskRecord>, name: string): readonly Task[] {
  const lineOfId = new Map<string, number>();
  const tasks: Task[] = [];
  for (const { line, value } of records) {
    const where = `${name}, line ${line}`;
    const result = taskSchema.safeParse(value);
    if (!result.success) {
      throw new EchoError(
        'invalid-task',
        `${where}: ${brokenRule(result.error.issues)}; correct the task or remove the line.`,
      );
    }
    const task = result.data;
    const earlier = lineOfId.get(task.id);
    if (earlier !== undefined) {
      throw new EchoError(
        'invalid-task',
        `${where}: the id ${task.id} is that of line ${earlier}; give every task its own id.`,
      );
    }
    lineOfId.set(task.id, line);
    tasks.push(task);
  }
  return tasks;
}

/** The first broken rule. Of the two forms of an answer key, the one is named whose kind the record has. */
function brokenRule(issues: readonly z.core.$ZodIssue[], within: readonly PropertyKey[] = []): string {
  const [issue] = issues;
  if (!issue) return 'not a valid task';
  const path = [...within, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const ofKind = issue.errors.find((branch) => !branch.some(({ path: [field] }) => field === 'kind'));
    return brokenRule(ofKind ?? issue.errors.at(-1) ?? [], path);
  }
  return `\`${path.join('.') || 'task'}\` ${lowerFirst(issue.message)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
