import type { Grade } from '@echo/core';
import { type ParsedResponse, parseResponse } from '@echo/parser';
import { type Graders, gradeTask, type Task } from '@echo/tasks';

/** The grade of an abstention: no answer, no credit. */
const ABSTAINED: Grade = { grade: 0, correct: false };

/** A reply as it was read, and how its answer was graded. */
export interface GradedResponse {
  readonly parsed: ParsedResponse;
  readonly grade: Grade;
}

/**
 * Parses a reply to a task and grades its answer; an abstention has grade 0 and is incorrect.
 *
 * Environments and evaluations both grade by this function. The text is untrusted and may be anything.
 * Throws what `gradeTask` throws: `unsupported` without a grader for the kind of answer, `invalid-input` when
 * a grader returns no grade.
 *
 * @example
 * ```ts
 * import { gradeResponse } from '@echo/env';
 * import type { Task } from '@echo/tasks';
 *
 * const about = { id: 'm-1', domain: 'math', difficulty: 'easy' } as const;
 * const task: Task = { ...about, question: '6 · 7?', answerKey: { kind: 'number', value: 42 } };
 * gradeResponse(task, '<confidence>90</confidence><answer>42</answer>').grade;
 * // → { grade: 1, correct: true }
 * ```
 */
export function gradeResponse(task: Task, text: unknown, graders?: Graders): GradedResponse {
  const parsed = parseResponse(text);
  const grade = parsed.abstained ? ABSTAINED : gradeTask(task, parsed.answer, graders);
  return { parsed, grade };
}
