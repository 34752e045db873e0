import { EchoError } from '@echo/core';
import { checkedTasks, type TaskRecord } from './internal/checked-tasks.js';
import type { Task } from './task.js';

/**
 * The tasks of a JSONL text, one a line; empty lines are skipped.
 *
 * Throws `invalid-task` naming `name`, the line and the rule when a line is not a valid task or repeats an
 * id.
 *
 * @example
 * ```ts
 * import { parseTasks } from '@echo/tasks';
 *
 * const key = '{"kind":"text","answer":"Paris"}';
 * const about = '"id":"f-1","domain":"factual","difficulty":"easy","question":"Capital of France?"';
 * parseTasks(`{${about},"answerKey":${key}}`, 'mine.jsonl')[0]?.id; // → 'f-1'
 * ```
 */
export function parseTasks(text: string, name: string): readonly Task[] {
  return checkedTasks(jsonLines(text, name), name);
}

function* jsonLines(text: string, name: string): Generator<TaskRecord> {
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() !== '') yield { line: i + 1, value: parseJson(line, `${name}, line ${i + 1}`) };
  }
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new EchoError(
      'invalid-task',
      `${where}: not valid JSON; put one task as a JSON object on each line.`,
      { cause },
    );
  }
}
