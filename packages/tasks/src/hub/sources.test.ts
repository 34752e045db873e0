import { describe, expect, test } from 'vitest';
import { type RowPlace, SOURCES } from '../hub.js';
import { gradeTask } from '../index.js';

const at = (config: string, index = 7): RowPlace => ({ config, split: 'train', index });

describe('gsm8k', () => {
  const { rowToTask } = SOURCES.gsm8k;
  const row = (steps: number, stated: string) => ({
    question: ' How many? ',
    answer: `${'She has 2+2=<<2+2=4>>4.\n'.repeat(steps)}#### ${stated}`,
  });
  test('a row', () => {
    expect(rowToTask(row(2, '1,234'), at('main'))).toEqual({
      id: 'gsm8k-train-7',
      domain: 'math',
      difficulty: 'easy',
      question: 'How many?',
      answerKey: { kind: 'number', value: 1234 },
      source: 'openai/gsm8k',
    });
  });
  test.each([
    [0, 'easy'],
    [2, 'easy'],
    [3, 'medium'],
    [4, 'medium'],
    [5, 'hard'],
  ])('%d steps are %s', (steps, difficulty) => {
    expect(rowToTask(row(steps, '-3.5'), at('main'))).toMatchObject({
      difficulty,
      answerKey: { value: -3.5 },
    });
  });
  test.each([
    ['no number', row(1, 'four'), 'the answer does not end in #### and a number'],
    ['nothing', row(1, ''), 'the answer does not end in #### and a number'],
    ['no mark', { question: 'q?', answer: '4' }, 'the answer does not end in #### and a number'],
    ['no question', { question: ' ', answer: '#### 4' }, /^the column question has another form: /],
    ['no row', null, /^the row has another form: /],
  ])('%s', (_, broken, reason) => {
    expect(rowToTask(broken, at('main'))).toEqual(expect.stringMatching(reason));
  });
});

describe('arc', () => {
  const { rowToTask } = SOURCES.arc;
  const row = {
    id: 'Mercury_7',
    question: 'What falls?',
    choices: { text: ['rain', 'smoke', 'light', 'air'], label: ['1', '2', '3', '4'] },
    answerKey: '1',
  };
  test('numeric labels stay', () => {
    expect(rowToTask(row, at('ARC-Challenge'))).toEqual({
      id: 'arc-challenge-Mercury_7',
      domain: 'logic',
      difficulty: 'hard',
      question: 'What falls?',
      answerKey: {
        kind: 'choice',
        label: '1',
        choices: [
          { label: '1', text: 'rain' },
          { label: '2', text: 'smoke' },
          { label: '3', text: 'light' },
          { label: '4', text: 'air' },
        ],
      },
      source: 'allenai/ai2_arc (ARC-Challenge)',
    });
  });
  test.each([
    [20, 'easy'],
    [21, 'medium'],
  ])('an Easy question of %d words is %s', (words, difficulty) => {
    expect(rowToTask({ ...row, question: 'w '.repeat(words) }, at('ARC-Easy'))).toMatchObject({ difficulty });
  });
  test.each([
    ['no such label', { ...row, answerKey: 'A' }, 'answerKey is the label of no choice'],
    [
      'lists of unlike length',
      { ...row, choices: { ...row.choices, text: ['rain'] } },
      'choices.text and choices.label differ in length',
    ],
    ['one choice', { ...row, choices: { text: ['rain'], label: ['1'] } }, 'fewer than 2 choices'],
    [
      'a label twice',
      { ...row, choices: { text: ['rain', 'fog'], label: ['1', '1'] } },
      'two choices have the same label',
    ],
    ['choices that are no lists', { ...row, choices: 'rain' }, /^the column choices has another form: /],
  ])('%s', (_, broken, reason) => {
    expect(rowToTask(broken, at('ARC-Easy'))).toEqual(expect.stringMatching(reason));
  });
});

describe('triviaqa', () => {
  const { rowToTask } = SOURCES.triviaqa;
  const row = {
    question: 'Who wrote Hamlet?',
    question_id: 'tc_3',
    answer: { value: 'Shakespeare', aliases: ['The Bard', 'Shakespeare', ' ', 'The Bard'] },
  };
  test('a row', () => {
    expect(rowToTask(row, at('rc.nocontext'))).toEqual({
      id: 'triviaqa-tc_3',
      domain: 'factual',
      difficulty: 'easy',
      question: 'Who wrote Hamlet?',
      answerKey: { kind: 'text', answer: 'Shakespeare', aliases: ['The Bard'] },
      source: 'mandarjoshi/trivia_qa',
    });
  });
  test.each([
    [12, 'easy'],
    [13, 'medium'],
    [25, 'medium'],
    [26, 'hard'],
  ])('a question of %d words is %s', (words, difficulty) => {
    expect(rowToTask({ ...row, question: 'w '.repeat(words) }, at('rc.nocontext'))).toMatchObject({
      difficulty,
    });
  });
  test.each([
    ['a hidden answer', { ...row, answer: { value: '<unk>', aliases: [] } }, 'the answer is not published'],
    [
      'an answer that is the question',
      { ...row, answer: { value: row.question, aliases: [] } },
      'its own answer does not earn 1',
    ],
  ])('%s', (_, broken, reason) => {
    expect(rowToTask(broken, at('rc.nocontext'))).toBe(reason);
  });
});

describe('sciq', () => {
  const { rowToTask } = SOURCES.sciq;
  const row = {
    question: 'What falls?',
    correct_answer: 'rain',
    distractor1: 'smoke',
    distractor2: 'light',
    distractor3: 'air',
    support: 'w '.repeat(60),
  };
  test('a row; the place of the correct answer is drawn, the same each time', () => {
    const places = Array.from({ length: 40 }, (_, index) => {
      const task = rowToTask(row, at('data', index));
      if (typeof task === 'string') return task;
      expect(task).toMatchObject({ id: `sciq-train-${index}`, domain: 'science', difficulty: 'easy' });
      expect(gradeTask(task, 'rain').grade).toBe(1);
      expect(rowToTask(row, at('data', index))).toEqual(task);
      return task.answerKey.kind === 'choice' && task.answerKey.label;
    });
    expect(new Set(places)).toEqual(new Set(['A', 'B', 'C', 'D']));
  });
  test.each([
    [59, 'medium'],
    [1, 'medium'],
    [0, 'hard'],
  ])('a support of %d words makes it %s', (words, difficulty) => {
    expect(rowToTask({ ...row, support: 'w '.repeat(words) }, at('data'))).toMatchObject({ difficulty });
  });
  test('an incorrect choice that is correct', () => {
    expect(rowToTask({ ...row, distractor2: 'Rain' }, at('data'))).toBe(
      'a wrong choice is the right one, too',
    );
  });
});

describe('medmcqa', () => {
  const { rowToTask } = SOURCES.medmcqa;
  const row = {
    id: 'e9ad',
    question: 'Which bone?',
    opa: 'femur',
    opb: 'tibia',
    opc: 'ulna',
    opd: 'radius',
    cop: 2n,
    choice_type: 'single',
    subject_name: 'Surgery',
  };
  test('a row; the correct option counts from 0', () => {
    expect(rowToTask(row, at('data'))).toMatchObject({
      id: 'medmcqa-e9ad',
      domain: 'medical',
      difficulty: 'medium',
      answerKey: { kind: 'choice', label: 'C' },
      source: 'openlifescienceai/medmcqa',
    });
  });
  test.each([
    [{ subject_name: 'Anatomy' }, 'easy'],
    [{ subject_name: null }, 'medium'],
    [{ subject_name: 'Anatomy', choice_type: 'multi' }, 'hard'],
  ])('%j is %s', (fields, difficulty) => {
    expect(rowToTask({ ...row, ...fields }, at('data'))).toMatchObject({ difficulty });
  });
  test.each([-1n, 4, 0.5])('the class %s has no answer', (cop) => {
    expect(rowToTask({ ...row, cop }, at('data'))).toBe('the answer is not published');
  });
});
