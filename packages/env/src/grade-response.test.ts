import { isAbstention } from '@echo/parser';
import type { ChoiceKey, Grader, Task, TextKey } from '@echo/tasks';
import { adversarialTasks, builtinTasks } from '@echo/tasks/node';
import { expect, test } from 'vitest';
import { gradeResponse } from './grade-response.js';

const task: Task = {
  id: 'a',
  domain: 'factual',
  difficulty: 'easy',
  question: 'What is the capital of France?',
  answerKey: { kind: 'text', answer: 'Paris' },
};
const stating = (answer: string) => `<confidence>70</confidence><answer>${answer}</answer>`;

test('a reply is parsed, and its answer graded', () => {
  expect(gradeResponse(task, stating('Paris'))).toMatchObject({
    parsed: { confidence: 0.7, answer: 'Paris', wellFormed: true, abstained: false },
    grade: { grade: 1, correct: true },
  });
  expect(gradeResponse(task, stating('Rome')).grade).toEqual({ grade: 0, correct: false });
});

test('an abstention earns nothing, and no grader is asked', () => {
  const generous: Grader = () => ({ grade: 1, correct: true });
  const { parsed, grade } = gradeResponse(task, stating("I don't know"), { text: generous });
  expect(parsed.abstained).toBe(true);
  expect(grade).toEqual({ grade: 0, correct: false });
});

test('grade and verdict are what the grader says, each by itself', () => {
  const partial: Grader = (_, answer) => ({ grade: 0.6, correct: answer === 'Pariss' });
  expect(gradeResponse(task, stating('Paree'), { text: partial }).grade).toEqual({
    grade: 0.6,
    correct: false,
  });
  expect(gradeResponse(task, stating('Pariss'), { text: partial }).grade).toEqual({
    grade: 0.6,
    correct: true,
  });
});

test.each([undefined, null, 7, '', '\u0000'])('%j is a reply without an answer', (text) => {
  expect(gradeResponse(task, text)).toMatchObject({
    parsed: { wellFormed: false },
    grade: { grade: 0, correct: false },
  });
});

test('no answer or choice of the built-in tasks is read as an abstention', () => {
  const tasks = [...(['train', 'dev', 'test'] as const).flatMap(builtinTasks), ...adversarialTasks()];
  const declining = tasks.filter(({ answerKey }) => {
    if (answerKey.kind === 'choice')
      return (answerKey as ChoiceKey).choices.some(({ text }) => isAbstention(text));
    if (answerKey.kind !== 'text') return false;
    const { answer, aliases = [] } = answerKey as TextKey;
    return [answer, ...aliases].some(isAbstention);
  });
  expect(declining).toEqual([]);
});
