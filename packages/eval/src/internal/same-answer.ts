import { plainText, readQuantities } from '@echo/core/text';
import { type AnswerKey, type Graders, gradeTask, type Task } from '@echo/tasks';

/**
 * Whether two answers to a task say the same, by the graders: one is the key, the other is graded.
 *
 * Answers of a kind of one's own, and those that name no number or choice, are compared as texts without
 * case and spaces at the ends.
 */
export function isSameAnswer(task: Task, [a, b]: readonly [string, string], graders?: Graders): boolean {
  if (normal(a) === normal(b)) return true;
  const key = keyOf(task.answerKey, a, (answerKey) => isCorrect({ ...task, answerKey }, a, graders));
  return key !== null && isCorrect({ ...task, answerKey: key }, b, graders);
}

function keyOf(key: AnswerKey, answer: string, names: (key: AnswerKey) => boolean): AnswerKey | null {
  switch (key.kind) {
    case 'number': {
      const quantities = readQuantities(plainText(answer));
      const value = quantities.length === 1 ? quantities[0]?.readings[0] : undefined;
      return value === undefined || Number.isNaN(value) ? null : { kind: 'number', value };
    }
    case 'choice': {
      const { choices } = key as Extract<AnswerKey, { kind: 'choice' }>;
      const keys = choices.map(({ label }): AnswerKey => ({ kind: 'choice', label, choices }));
      return keys.find(names) ?? null;
    }
    case 'text':
      return answer.trim() === '' ? null : { kind: 'text', answer };
    default:
      return null;
  }
}

function isCorrect(task: Task, answer: string, graders: Graders | undefined): boolean {
  return gradeTask(task, answer, graders).correct;
}

function normal(text: string): string {
  return text.trim().toLowerCase();
}
