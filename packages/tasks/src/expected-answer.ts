import type { Task } from './task.js';

/**
 * The canonical correct answer as text: the number, the label of the choice, or the answer itself.
 *
 * Graded, it earns 1.
 *
 * @example
 * ```ts
 * import { expectedAnswer, type Task } from '@echo/tasks';
 *
 * const about = { id: 'm-1', domain: 'math', difficulty: 'easy' } as const;
 * const task: Task = { ...about, question: '6 · 7?', answerKey: { kind: 'number', value: 42 } };
 * expectedAnswer(task); // → '42'
 * ```
 */
export function expectedAnswer(task: Task): string {
  const key = task.answerKey;
  switch (key.kind) {
    case 'number':
      return String(key.value);
    case 'choice':
      return key.label;
    default:
      return key.answer;
  }
}
