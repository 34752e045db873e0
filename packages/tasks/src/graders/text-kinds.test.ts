/** The ways in which a short text says the accepted answer, something near it, or its opposite. */
import { describe, expect, test } from 'vitest';
import type { Task, TextKey } from '../task.js';
import { gradeText } from './text.js';

const grade = (answer: string, wanted: string, more: Partial<TextKey> = {}, source = 'ours') => {
  const answerKey: TextKey = { kind: 'text', answer: wanted, ...more };
  const question = 'Which one do you mean?';
  const task: Task = { id: 't', domain: 'factual', difficulty: 'easy', question, answerKey, source };
  return gradeText(answerKey, answer, task);
};
const CORRECT = { grade: 1, correct: true };
const CONTAINED = { grade: 0.5, correct: true };
const PARTIAL = { grade: 0.5, correct: false };
const INCORRECT = { grade: 0, correct: false };

describe('a denial earns nothing', () => {
  test.each([
    'not Jane Austen',
    'It is not Jane Austen.',
    "It wasn't Jane Austen",
    'It isnt Jane Austen',
    'certainly not Jane Austen',
    'never Jane Austen',
    'without Jane Austen',
    'anyone but Jane Austen',
    'everybody except Jane Austen',
    'someone other than Jane Austen',
    'rather than Jane Austen',
    'neither Jane Austen',
    'nobody called Jane Austen',
    'no one named Jane Austen',
    'non-Jane Austen',
    'anti-Jane Austen',
    'far from Jane Austen',
    'rule out Jane Austen',
    'Jane Austen is wrong',
    'Jane Austen is incorrect.',
    'Jane Austen is not right',
    'Jane Austen was not the one',
    'Jane Austen? No',
    'no, Jane Austen is wrong',
    'I do not think it is Jane Austen',
    'any author but Jane Austen',
    'doubtful: Jane Austen',
    'Jane Austen is unlikely',
    'no Jane Austen',
    'wrong: Jane Austen',
    'Jane Austen ❌',
    '~~Jane Austen~~',
    '≠ Jane Austen',
    'Jane Austen is a myth',
    'wrongly Jane Austen',
    'Defoe, not Jane Austen',
    'Jane Austen, not sure',
  ])('%j', (answer) => expect(grade(answer, 'Jane Austen')).toEqual(INCORRECT));

  test('unless the accepted answer denies', () => {
    expect(grade('Not guilty', 'not guilty')).toEqual(CORRECT);
    expect(grade('No.', 'no')).toEqual(CORRECT);
    expect(grade('the novel And Then There Were None', 'And Then There Were None')).toEqual(CONTAINED);
  });

  test('none other than is no denial', () => {
    expect(grade('none other than Jane Austen', 'Jane Austen')).toEqual(CORRECT);
    expect(grade('no doubt Jane Austen', 'Jane Austen')).toEqual(CORRECT);
    expect(grade('Jane Austen, no doubt', 'Jane Austen')).toEqual(CORRECT);
    expect(grade('nobody but Jane Austen', 'Jane Austen')).toEqual(CORRECT);
    expect(grade('Jane Austen, not Defoe', 'Jane Austen')).toEqual(CORRECT);
    expect(grade('not Defoe but Jane Austen', 'Jane Austen')).toEqual(CORRECT);
    expect(grade('Jane Austen rather than Defoe', 'Jane Austen')).toEqual(CORRECT);
  });

  test('a fuzzy comparison does not overlook one', () => {
    expect(grade('not huge', 'huge', { match: 'fuzzy' })).toEqual(INCORRECT);
    expect(grade('hug', 'huge', { match: 'fuzzy' })).toEqual(CORRECT);
  });
});

describe('an answer in the words of its question is correct', () => {
  const asked = (question: string, wanted: string, answer: string) => {
    const answerKey: TextKey = { kind: 'text', answer: wanted };
    const task: Task = {
      id: 't',
      domain: 'factual',
      difficulty: 'easy',
      question,
      answerKey,
      source: 'ours',
    };
    return gradeText(answerKey, answer, task).correct;
  };
  const TYPEOF = 'What does typeof null give in JavaScript?';
  const SUMMIT = 'In which country does the summit of Mount Kilimanjaro lie?';

  test.each([
    [SUMMIT, 'Tanzania', 'In Tanzania'],
    ['Who wrote Emma?', 'Jane Austen', 'By Jane Austen.'],
    ['Which metal is steel made of?', 'iron', 'of iron'],
    [TYPEOF, 'object', 'typeof null gives "object" in JavaScript.'],
    [TYPEOF, 'object', 'It gives object'],
    ['What did Fleming discover?', 'penicillin', 'Fleming discovered penicillin'],
  ])('%s: %s by "%s"', (question, wanted, answer) => expect(asked(question, wanted, answer)).toBe(true));

  test.each([
    [SUMMIT, 'Tanzania', 'Not in Tanzania'],
    [SUMMIT, 'Tanzania', 'Near Tanzania'],
    [SUMMIT, 'Tanzania', 'In New Tanzania'],
    [SUMMIT, 'Tanzania', 'In Kenya or Tanzania'],
    [SUMMIT, 'Tanzania', 'In Kenya, in Tanzania'],
    [TYPEOF, 'object', 'typeof null never gives "object"'],
    [TYPEOF, 'object', 'typeof null gives "null", not "object"'],
    [TYPEOF, 'object', 'typeof undefined gives "object"'],
    [TYPEOF, 'null', 'typeof null gives "object"'],
    ['Which one is it?', 'object', 'it gives object'],
  ])('%s: %s not by "%s"', (question, wanted, answer) => expect(asked(question, wanted, answer)).toBe(false));
});

describe('a separator within the accepted answer is part of it', () => {
  test.each([
    ['Pride & Prejudice', 'Pride and Prejudice', CORRECT],
    ['Johnson and Johnson', 'Johnson & Johnson', CORRECT],
    ['The novel Pride and Prejudice', 'Pride and Prejudice', CONTAINED],
    ['The film Now or Never', 'Now or Never', CONTAINED],
    ['Nashville, TN, USA', 'Nashville, TN', CONTAINED],
    ['Portland, Oregon', 'Portland, Oregon', CORRECT],
    ['HIV/AIDS', 'HIV/AIDS', CORRECT],
    ['24/7', '24/7', CORRECT],
    ['Pride or Prejudice', 'Pride and Prejudice', INCORRECT],
    ['Pride and Prejudice or Emma', 'Pride and Prejudice', INCORRECT],
    ['the TCP/IP protocol', 'TCP/IP', CONTAINED],
    ['Pride &amp; Prejudice', 'Pride & Prejudice', CORRECT],
    ['Nashville, TN, New York', 'Nashville, TN', INCORRECT],
  ])('%j for %j', (answer, wanted, expected) => expect(grade(answer, wanted)).toEqual(expected));
});

describe('operators and signs tell answers apart', () => {
  test.each([
    ['x < y', 'x > y'],
    ['x >= y', 'x <= y'],
    ['a == b', 'a != b'],
    ['a * b', 'a + b'],
    ['a-b', 'a+b'],
    ['<', '>'],
    ['!=', '=='],
    ['&&', '||'],
    ['j--', 'j++'],
    ['[1:]', '[:1]'],
    ['B+', 'B-'],
    ['B', 'B-'],
    ['O positive', 'O negative'],
    ['-12', '12'],
    ['2.5', '5'],
    ['2.5 million', '5 million'],
    ['34', '3/4'],
    ['O(n^2)', 'O(n)'],
    ['Louis XV', 'Louis XVI'],
    ['1939-1945', '1939'],
    ['a // b', 'a / b'],
    ['a % b', 'a / b'],
    ['a b', 'a - b'],
    ['a -- b', 'a - b'],
    ['x', '!x'],
    ['!x', 'x'],
    ['-x', 'x'],
    ['x -> x + 1', 'x => x + 1'],
    ['1 1/2', '1/2'],
    ['World War', 'World War I'],
    ['2-butanol', '1,2-butanol'],
  ])('%j is not %j', (answer, wanted) => expect(grade(answer, wanted).grade).toBeLessThan(0.5));

  test.each([
    ['x<y', 'x < y'],
    ['x ≤ y', 'x <= y'],
    ['Coca Cola', 'Coca-Cola'],
    ['self- control', 'self-control'],
    ['1939–1945', '1939-1945'],
    ['a − b', 'a - b'],
    ['mc**2', 'mc^2'],
    ['```python\nx == y\n```', 'x == y'],
  ])('%j is %j', (answer, wanted) => expect(grade(answer, wanted)).toEqual(CORRECT));
});

describe('letters and digits as they are written elsewhere', () => {
  test.each([
    ['Lodz', 'Łódź'],
    ['Tromso', 'Tromsø'],
    ['Gauss', 'Gauß'],
    ['Aesir', 'Æsir'],
    ['Oedipus', 'Œdipus'],
    ['Thingvellir', 'Þingvellir'],
    ['Diyarbakir', 'Diyarbakır'],
    ['CO2', 'CO₂'],
    ['CO_2', 'CO2'],
    ['CO2', 'C\u200bO₂'],
    ['75%', '75 %'],
    ['Sao Tome', 'São Tomé'],
    ['\\text{Oslo}', 'Oslo'],
    ['_Oslo_', 'Oslo'],
    ['‹Oslo›', 'Oslo'],
    ['„Oslo“', 'Oslo'],
    ['Oslo…', 'Oslo'],
    ["Hawai'i", 'Hawaiʻi'],
    ['Αθηνα', 'Αθήνα'],
    ['\\ce{H2O}', 'H2O'],
    ['\\text{H}_2\\text{O}', 'H2O'],
    ['H<sub>2</sub>O', 'H2O'],
    ['75 percent', '75%'],
    ['<sup>', '<sup>'],
    ['1. Oslo', 'Oslo'],
    ['Oslo</s>', 'Oslo'],
  ])('%j is %j', (answer, wanted) => expect(grade(answer, wanted)).toEqual(CORRECT));
});

describe('what stands around the answer', () => {
  test.each([
    ['the planet Venus', 'Venus', CONTAINED],
    ['Planet Venus', 'Venus', CONTAINED],
    ['Mount Fuji', 'Fuji', CONTAINED],
    ['the city of Oslo', 'Oslo', CONTAINED],
    ['It is called Oslo', 'Oslo', CORRECT],
    ['President Lincoln', 'Lincoln', CONTAINED],
    ['Fuji in Japan', 'Fuji', CONTAINED],
    ['Kyoto, Japan', 'Kyoto', CONTAINED],
    ['Abraham Lincoln', 'Lincoln', PARTIAL],
    ['sodium chloride', 'chloride', PARTIAL],
    ['New Hampshire', 'Hampshire', INCORRECT],
    ['South Korea', 'Korea', INCORRECT],
    ['Northern Ireland', 'Ireland', INCORRECT],
    ['West Virginia', 'Virginia', INCORRECT],
    ['vice chancellor', 'chancellor', INCORRECT],
    ['deputy director', 'director', INCORRECT],
    ['French Guiana', 'Guiana', INCORRECT],
    ['Richard the Lionheart', 'Richard', INCORRECT],
    ['Washington Post', 'Washington', INCORRECT],
    ['Peru, Chile', 'Peru', INCORRECT],
    ['Lima > Quito', 'Lima', INCORRECT],
    ['The planet is Venus', 'Venus', CONTAINED],
    ['Venus (planet)', 'Venus', CONTAINED],
    ['the Amazon River', 'Amazon', CONTAINED],
    ['Paris, the capital of France', 'Paris', CONTAINED],
    ['Mt. Fuji', 'Fuji', CONTAINED],
    ['Cape York', 'York', INCORRECT],
    ['Belgian Congo', 'Congo', INCORRECT],
    ['Nazi Germany', 'Germany', INCORRECT],
    ['Peru as well as Chile', 'Peru', INCORRECT],
  ])('%j for %j', (answer, wanted, expected) => expect(grade(answer, wanted)).toEqual(expected));
});

describe('the verdict', () => {
  test('of a fuzzy key is correct from .7', () => {
    expect(grade('hat', 'hot', { match: 'fuzzy' })).toEqual({ grade: 0.7, correct: true });
    expect(grade('heat', 'hot', { match: 'fuzzy' })).toEqual({ grade: 0.4, correct: false });
  });

  test.each([
    ['The Beatles', 'Beatles', true],
    ['beatles!', 'Beatles', true],
    ['It is the Beatles', 'Beatles', false],
    ['Spiderman', 'Spider-Man', false],
    ['spider man', 'Spider-Man', true],
    ['fab four', 'Beatles', true],
  ])('of a TriviaQA task is equality in its normal form: %j for %j', (answer, wanted, correct) => {
    const key = { aliases: ['The Fab_Four'] };
    expect(grade(answer, wanted, key, 'mandarjoshi/trivia_qa').correct).toBe(correct);
  });
});
