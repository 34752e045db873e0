import { EchoError } from '@echo/core';
import type { z } from 'zod';
import { type Task, taskSchema } from './task.js';

/**
 * The tasks of a JSONL text, one a line; empty lines are skipped. Throws `invalid-task` naming `name`, the line and the rule when
 * a line is not a valid task or repeats an id.
 */
export function parseTasks(text: string, name: string): readonly Task[] {
  const lineOfId = new Map<string, number>();
  const tasks: Task[] = [];
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const where = `${name}, line ${i + 1}`;
    const task = parseTask(line, where);
    const earlier = lineOfId.get(task.id);
    if (earlier !== undefined) {
      throw new EchoError(
        'invalid-task',
        `${where}: the id ${task.id} is that of line ${earlier}; give every task its own id.`,
      );
    }
    lineOfId.set(task.id, i + 1);
    tasks.push(task);
  }
  return tasks;
}

function parseTask(line: string, where: string): Task {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new EchoError(
      'invalid-task',
      `${where}: not valid JSON; put one task as a JSON object on each line.`,
      { cause },
    );
  }
  const result = taskSchema.safeParse(value);
  if (result.success) return result.data;
  throw new EchoError(
    'invalid-task',
    `${where}: ${brokenRule(result.error.issues)}; correct the task or remove the line.`,
  );
}

/** The first broken rule. Of the two forms of an answer key, the one is named whose kind the line has. */
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
