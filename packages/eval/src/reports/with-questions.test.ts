import { expect, test } from 'vitest';
import { numberTask } from '../testing/tasks.js';
import { trialWith } from '../testing/trials.js';
import { withQuestions } from './with-questions.js';

test('a trial gets the question and the answer of its task, a trial of no task stays as it is', () => {
  const [first, second] = [trialWith({ taskId: '7' }), trialWith({ taskId: 'elsewhere' })];
  expect(withQuestions([first, second], [numberTask('7', 49)])).toEqual([
    { ...first, question: 'What is q7?', expected: '49' },
    second,
  ]);
});
