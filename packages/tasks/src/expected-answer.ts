import type { Task } from './task.js';

/**
 * The canonical correct answer as text: the number, the label of the choice, or the answer itself.
 *
 * Graded, it earns 1.
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
