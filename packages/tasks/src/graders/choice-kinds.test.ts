/** The ways in which people and models name one choice, several or none. */
import { describe, expect, test } from 'vitest';
import type { ChoiceKey } from '../task.js';
import { gradeChoice } from './choice.js';

const METALS: ChoiceKey = {
  kind: 'choice',
  label: 'A',
  choices: ['copper', 'silver', 'iron', 'gold'].map((text, i) => ({ label: 'ABCD'[i] ?? '', text })),
};
/** The labels for which an answer earns 1. */
const named = (answer: string) =>
  [...'ABCD'].filter((label) => gradeChoice({ ...METALS, label }, answer).correct).join('');

describe('one choice', () => {
  test.each([
    ['D', 'D'],
    ['d', 'D'],
    ['(D)', 'D'],
    ['[D]', 'D'],
    ['{D}', 'D'],
    ['<D>', 'D'],
    ['D.', 'D'],
    ['D。', 'D'],
    ['（D）', 'D'],
    ['Ｄ', 'D'],
    ['D ✓', 'D'],
    ['\u200bD\ufeff', 'D'],
    ['`D`', 'D'],
    ['$D$', 'D'],
    ['\\boxed{D}', 'D'],
    ['\\boxed{\\text{D}}', 'D'],
    ['$\\boxed{\\textbf{(D)}\\ gold}$', 'D'],
    ['The reason is clear: \\boxed{D}', 'D'],
    ['D/gold', 'D'],
    ['D\ngold', 'D'],
    ['D — gold', 'D'],
    ['d) gold', 'D'],
    ['gold (D)', 'D'],
    ['**D**. gold', 'D'],
    ['=> D', 'D'],
    ['→ D', 'D'],
    ['#### D', 'D'],
    ['Ans: D', 'D'],
    ['Answer D', 'D'],
    ['ANSWER: d', 'D'],
    ['***Answer***: ***D***', 'D'],
    ['Final answer: D.', 'D'],
    ['My final answer is (D).', 'D'],
    ['The answer would be D', 'D'],
    ['The correct option is D.', 'D'],
    ['Antwort: D', 'D'],
    ['Réponse : D', 'D'],
    ['Risposta: D', 'D'],
    ['答案：D', 'D'],
    ['Option (D)', 'D'],
    ['I pick D', 'D'],
    ['D is correct', 'D'],
    ['D is the right answer', 'D'],
    ['It must be gold', 'D'],
    ['Probably D', 'D'],
    ['No doubt it is D', 'D'],
    ['A', 'A'],
    ['A is correct', 'A'],
    ['A because it conducts', 'A'],
    ['The answer is A', 'A'],
    ['答案是D', 'D'],
    ['A for sure', 'A'],
    ['A it is', 'A'],
    ["{'answer': 'D'}", 'D'],
    ['D is not wrong', 'D'],
  ])('%j names %s', (answer, label) => expect(named(answer)).toBe(label));
});

describe('the last line labelled as the answer counts', () => {
  test.each([
    ['Answer: A\nAnswer: D', 'D'],
    ['Answer: A\nLet me check again.\nAnswer: D', 'D'],
    ['1. Answer: B\n2. Answer: C', 'C'],
    ['I first thought of silver.\nFinal answer: D. gold', 'D'],
    ['Copper conducts, silver conducts better.\n\nAnswer: B', 'B'],
    ['The answer is D. Copper and silver are lighter.', 'D'],
    ['Answer: D. copper', ''],
    ['Answer: A\nCorrected answer: D', 'D'],
    ['Answer: A\nCorrection: D', 'D'],
    ['Answer: A. No, D.', ''],
    ['The answer is A. Wait, it is D.', ''],
    ['Answer: D\nWait, that needs no check.', 'D'],
  ])('%j names %j', (answer, label) => expect(named(answer)).toBe(label));
});

describe('several choices are none', () => {
  test.each([
    'A, maybe D',
    'A. Perhaps D',
    'A: probably D',
    'A... or D',
    'A or possibly D',
    'A then D',
    'A→D',
    'A>D',
    'A is D',
    'A D',
    'a, say D',
    'A, surely gold',
    'Maybe A, certainly D',
    'Probably B, maybe gold',
    'My answer B, I guess D',
    'gold, perhaps silver',
    'Copper or gold?',
    'both B and D',
    'B & D',
    'B/D',
    'B+D',
  ])('%j', (answer) => expect(named(answer)).toBe(''));
});

describe('what is denied or excluded is not named', () => {
  test.each([
    ['not D', ''],
    ['Not D.', ''],
    ['It is not gold', ''],
    ["It isn't D", ''],
    ['definitely not D', ''],
    ['never D', ''],
    ['D is wrong', ''],
    ['D is incorrect', ''],
    ['D is not correct', ''],
    ['D cannot be right', ''],
    ['D can be ruled out', ''],
    ['Rule out D', ''],
    ['I would eliminate D', ''],
    ['Exclude D', ''],
    ['Anything but D', ''],
    ['All but D', ''],
    ['Everything except D', ''],
    ['any of them other than D', ''],
    ['none of them but gold is wrong', ''],
    ['Anything but gold', ''],
    ['B, not D', 'B'],
    ['B rather than D', 'B'],
    ['not D but B', 'B'],
    ['Not D, so the answer is B', 'B'],
    ['gold? No, silver.', 'B'],
    ['I doubt it is D', ''],
    ['The answer is D because gold shines, unlike iron.', 'D'],
    ['every metal but gold', ''],
    ['any metal except gold', ''],
    ['ruled out: D', ''],
    ['D eliminated', ''],
    ['D wrong', ''],
    ['D (wrong)', ''],
    ['D, no', ''],
    ['D ✗', ''],
    ['❌ D', ''],
    ['~~D~~', ''],
    ['≠ D', ''],
    ['no D', ''],
    ['D must be wrong', ''],
    ['D is unlikely', ''],
    ['unlikely D', ''],
    ['Everything bar D', ''],
    ['with the exception of D', ''],
    ['all options but D', ''],
    ['the wrong answer is D', ''],
    ['Wrong answer: D', ''],
    ['Incorrect: D', ''],
    ['least likely: D', ''],
    ['by no means D', ''],
    ['It would be wrong to say D', ''],
    ['D would be a mistake', ''],
    ['D is a trap', ''],
    ['gold fails', ''],
    ['It is false that it is D', ''],
    ['rule out A, B and C, so D', 'D'],
    ['A, B and C are wrong, which leaves D', 'D'],
    ['D (A is wrong)', 'D'],
    ['D; A is wrong', 'D'],
    ['A is wrong, D is right', 'D'],
    ['Nothing but D', 'D'],
    ['All but D are wrong.', 'D'],
    ['Neither A nor B nor C, so D', 'D'],
    ['D, no doubt', 'D'],
  ])('%j names %j', (answer, label) => expect(named(answer)).toBe(label));
});

describe('words that only look like a choice', () => {
  test.each([
    'A metal that conducts well',
    '\\[ a = \\frac{F}{m',
    'd = 5 cm',
    'c(x) = 2',
    'I do not know',
    "Don't know",
    'Because',
    'None of the above',
    'All of the above',
    'both',
    'The second option',
    'Д',
    'golden',
    'E',
    '',
  ])('%j', (answer) => expect(named(answer)).toBe(''));
});

test('a choice that reads like a pronoun is not named by the pronoun', () => {
  const elements = ['Li', 'I', 'K'].map((text, i) => ({ label: 'ABC'[i] ?? '', text }));
  const key: ChoiceKey = { kind: 'choice', label: 'B', choices: elements };
  expect(gradeChoice(key, 'I').correct).toBe(true);
  expect(gradeChoice(key, 'I would rule out A.').correct).toBe(false);
  expect(gradeChoice({ ...key, label: 'A' }, 'I would go with A.').correct).toBe(true);
});
