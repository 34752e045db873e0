import type { Task } from '@echo/tasks';

/** A task whose answer is a number. */
export function numberTask(id: string, value: number, domain = 'math'): Task {
  return {
    id,
    domain,
    difficulty: 'easy',
    question: `What is q${id}?`,
    answerKey: { kind: 'number', value },
  };
}

/** A task whose answer is B of three. */
export const CHOICE_TASK: Task = {
  id: 'choice',
  domain: 'science',
  difficulty: 'medium',
  question: 'What falls frozen?',
  answerKey: {
    kind: 'choice',
    label: 'B',
    choices: [
      { label: 'A', text: 'rain' },
      { label: 'B', text: 'hail' },
      { label: 'C', text: 'dew' },
    ],
  },
};

/** A task whose answer is a few words. */
export const TEXT_TASK: Task = {
  id: 'text',
  domain: 'factual',
  difficulty: 'hard',
  question: 'What is the capital of France?',
  answerKey: { kind: 'text', answer: 'Paris' },
};

/** So many tasks of numbers, one after another. */
export function* countedTasks(n: number): Generator<Task, void, void> {
  for (let i = 0; i < n; i++) yield numberTask(String(i), i, i % 2 ? 'math' : 'logic');
}
