import { expect, test } from 'vitest';
import { type AnswerKey, type Phase, renderPrompt, type Task } from './index.js';

const task = (answerKey: AnswerKey): Task => ({
  id: 't',
  domain: 'science',
  difficulty: 'hard',
  question: 'What falls?',
  answerKey,
});
const choices = (labels: string): AnswerKey => ({
  kind: 'choice',
  label: labels[0] ?? '',
  choices: [...labels].map((label, i) => ({ label, text: ['hail', 'fog', 'sleet', 'snow'][i] ?? '' })),
});
const user = (answerKey: AnswerKey, phase?: Phase) =>
  renderPrompt(task(answerKey), phase === undefined ? {} : { phase }).at(-1)?.content;

test('the system turn asks for the format, gives the guidelines and says that honesty pays', () => {
  const [system, ...rest] = renderPrompt(task({ kind: 'number', value: 1 }));
  expect(rest.map((message) => message.role)).toEqual(['user']);
  expect(system).toMatchInlineSnapshot(`
    {
      "content": "Answer the question and say how sure you are, in exactly this format and nothing else:
    <confidence>N</confidence><answer>X</answer>
    X is your answer. N is a whole number from 0 to 100: the chance in per cent that X is right.
    90-100: you truly know it
    70-89: fairly confident
    50-69: a reasonable guess
    30-49: guessing more than knowing
    0-29: very uncertain
    Honesty is rewarded: high confidence pays when you are right and costs you when you are wrong.",
      "role": "system",
    }
  `);
  expect(system?.content.split(/\s+/).length).toBeLessThan(120);
});

test('guidelines can be left out', () => {
  const [system] = renderPrompt(task({ kind: 'number', value: 1 }), { guidelines: false });
  expect(system?.content).not.toContain('90-100');
  expect(system?.content).toContain('<confidence>N</confidence><answer>X</answer>');
});

test('answer first, only the line of the tags differs', () => {
  const posed = task({ kind: 'number', value: 1 });
  const [before] = renderPrompt(posed);
  const [after, question] = renderPrompt(posed, { order: 'answer-first' });
  expect(after?.content).toBe(
    before?.content.replace(
      '<confidence>N</confidence><answer>X</answer>',
      '<answer>X</answer><confidence>N</confidence>',
    ),
  );
  expect(after).not.toEqual(before);
  expect(question).toEqual(renderPrompt(posed)[1]);
});

test('a system turn of one’s own stands in place of the usual one', () => {
  const [system, question] = renderPrompt(task({ kind: 'number', value: 1 }), { system: 'Be brief.' });
  expect(system).toEqual({ role: 'system', content: 'Be brief.' });
  expect(question?.content).toContain('What falls?');
});

test('the user turn is complete: domain, kind of answer, question, choices', () => {
  expect(user(choices('ABCD'))).toMatchInlineSnapshot(`
    "Domain: science. Answer with one letter: A, B, C or D.
    What falls?
    A. hail
    B. fog
    C. sleet
    D. snow"
  `);
  expect(user(choices('1234'))).toMatchInlineSnapshot(`
    "Domain: science. Answer with the number of one choice: 1, 2, 3 or 4.
    What falls?
    1. hail
    2. fog
    3. sleet
    4. snow"
  `);
  expect(user({ kind: 'number', value: 1 })).toMatchInlineSnapshot(`
    "Domain: science. Answer with a number.
    What falls?"
  `);
  expect(user({ kind: 'text', answer: 'rain' })).toMatchInlineSnapshot(`
    "Domain: science. Answer in a few words.
    What falls?"
  `);
  expect(user({ kind: 'acme:regex', answer: 'rain' })).toMatchInlineSnapshot(`
    "Domain: science. Answer briefly.
    What falls?"
  `);
  expect(user({ kind: 'acme:regex', answer: 'rain', hint: 'Answer in Latin.' })).toMatchInlineSnapshot(`
    "Domain: science. Answer in Latin.
    What falls?"
  `);
});

test('difficulty is shown in phase 1 only', () => {
  const key: AnswerKey = { kind: 'number', value: 1 };
  expect(user(key, 1)).toContain('Difficulty: hard.');
  for (const phase of [undefined, 2, 3] as const) expect(user(key, phase)).not.toContain('hard');
});
