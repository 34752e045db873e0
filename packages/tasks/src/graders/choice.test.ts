import { expect, test } from 'vitest';
import type { ChoiceKey } from '../task.js';
import { gradeChoice as gradeOfChoice } from './choice.js';

const gradeChoice = (choiceKey: ChoiceKey, answer: string) => gradeOfChoice(choiceKey, answer).grade;

const key = (label: string, texts: readonly string[], labels = 'ABCDEFG'): ChoiceKey => ({
  kind: 'choice',
  label,
  choices: texts.map((text, i) => ({ label: labels[i] ?? '', text })),
});
const rain = key('C', ['hail', 'fog', 'sleet', 'snowfall']);

test.each([
  'C',
  'c',
  '(C)',
  'C.',
  'c)',
  '"C"',
  '**C**',
  '<b>C</b>',
  '\\boxed{C}',
  '$\\text{C}$',
  'C) sleet',
  'C. sleet',
  'C - sleet',
  'Option C',
  'answer: (c)',
  'The answer is C.',
  'The correct answer is C: sleet',
  'I think it is C',
  'C, since it freezes',
  'sleet',
  'Sleet.',
  'a sleet',
  'A sleet',
  'sleet (C)',
  'It is sleet',
  'I would go with option C',
  "It must be sleet, I'd say",
  'the frozen rain called sleet',
])('%j names the third choice', (answer) => {
  expect(gradeChoice(rain, answer)).toBe(1);
  expect(gradeChoice({ ...rain, label: 'B' }, answer)).toBe(0);
});

test.each([
  'A or C',
  'C or D',
  'C/D',
  'A, C',
  'c, d',
  'C and D',
  'both A and C',
  'A B C D',
  'ABCD',
  'hail or sleet',
  'sleet, snowfall',
  'A. hail\nB. fog\nC. sleet\nD. snowfall',
  'C: hail',
  'hail (C)',
  'D sleet',
  'C because A is wrong',
  'not sleet',
  "it isn't C",
  'sleets',
  'E',
  'the third one',
  'any of them',
])('%j names no single choice', (answer) => {
  for (const label of 'ABCD') expect(gradeChoice({ ...rain, label }, answer)).toBe(0);
});

test('a long sentence that happens to hold a choice names none', () => {
  expect(gradeChoice(rain, `sleet ${'and so it goes on '.repeat(5)}`)).toBe(0);
});

test.each([
  ['C', 'WW only'],
  ['D', 'Ww only'],
])('choices that differ in case are told apart: %s is %s', (label, text) => {
  const genes = key(label, ['WW or ww', 'WW or Ww', 'WW only', 'Ww only']);
  expect(gradeChoice(genes, text)).toBe(1);
  expect(gradeChoice(genes, `${label}. ${text}`)).toBe(1);
  expect(gradeChoice(genes, 'ww only')).toBe(0);
  expect(gradeChoice(genes, label === 'C' ? 'Ww only' : 'WW only')).toBe(0);
});

test('numeric labels are labels, also where the texts are numbers', () => {
  const numbers = key('2', ['3', '2', '1', '4'], '1234');
  expect(gradeChoice(numbers, '2')).toBe(1);
  expect(gradeChoice(key('1', ['3', '2', '1', '4'], '1234'), '3')).toBe(0);
  const words = key('2', ['a cell', 'an organ', 'a tissue'], '123');
  for (const answer of ['2', '(2)', '2.', '2) an organ', 'Option 2', 'organ'])
    expect(gradeChoice(words, answer)).toBe(1);
  for (const answer of ['1 or 2', '1, 2', '2 and 3', '3']) expect(gradeChoice(words, answer)).toBe(0);
});

test('a choice may speak of other choices', () => {
  const bones = key('D', ['the femur', 'the tibia', 'the fibula', 'Both A and B']);
  expect(gradeChoice(bones, 'Both A and B')).toBe(1);
  expect(gradeChoice(bones, 'D. Both A and B')).toBe(1);
});

test('a text inside a longer one does not count twice', () => {
  const bonds = key('B', ['compounds', 'ionic compounds', 'ions', 'metals']);
  expect(gradeChoice(bonds, 'They are called ionic compounds')).toBe(1);
  expect(
    gradeChoice(
      key('A', ['compounds', 'ionic compounds', 'ions', 'metals']),
      'They are called ionic compounds',
    ),
  ).toBe(0);
});

test('of two choices with one text, the text names both and the label one', () => {
  const states = key('A', ['solid', 'solid', 'mixed', 'liquid']);
  expect(gradeChoice(states, 'solid')).toBe(1);
  expect(gradeChoice(states, 'A')).toBe(1);
  expect(gradeChoice(states, 'B')).toBe(0);
});

test('texts of one letter do not shadow labels', () => {
  const sums = key('D', ['a', 'c', 'ac', 'bc']);
  expect(gradeChoice(sums, 'D. bc')).toBe(1);
  expect(gradeChoice(sums, 'B. c')).toBe(0);
});
