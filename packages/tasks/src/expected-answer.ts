import type { Task } from './task.js';

/** The canonical right answer as text: the number, the label of the choice, or the answer itself. Graded, it earns 1. */
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

/** As `expectedAnswer`, but a choice is named by its text instead of its label. */
export function answerInWords(task: Task): string {
  const key = task.answerKey;
  if (key.kind !== 'choice') return expectedAnswer(task);
  return key.choices.find(({ label }) => label === key.label)?.text ?? key.label;
}
