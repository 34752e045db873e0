import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { readLogBoth as readLog } from '../testing/read-log-both.js';

async function read(text: string | Buffer, options = {}) {
  const file = join(temporaryFolder(), 'answers.csv');
  await writeFile(file, text);
  return readLog(file, options);
}

const pairs = async (text: string | Buffer, options = {}) =>
  (await read(text, options)).trials.map(({ confidence, correct }) => [confidence, correct]);

const TWO = [
  [0.85, true],
  [0.4, false],
];

test.each<[string, string | Buffer]>([
  ['probabilities', 'confidence,correct\n0.85,1\n0.4,0\n'],
  ['per cents', 'confidence,correct\n85,1\n40,0\n'],
  ['per cent signs', 'confidence,correct\n85%,yes\n40 %,no\n'],
  ['a header in the other order', 'correct,confidence\ntrue,0.85\nfalse,0.4\n'],
  ['more columns', 'id,model,Correct?,note,Confidence (%)\n1,x,TRUE,"a, b",85\n2,x,FALSE,,40\n'],
  ['semicolons and decimal commas', 'confidence;correct\n0,85;yes\n0,4;no\n'],
  ['decimal commas in quotes', 'confidence,correct\n"0,85",1\n"0,4",0\n'],
  ['German', 'Konfidenz;Richtig\n85 %;WAHR\n40 %;FALSCH\n'],
  ['tabs', 'confidence\tcorrect\n.85\tpass\n.4\tfail\n'],
  ['pipes', 'confidence|correct\n.85|Y\n.4|N\n'],
  ['a byte order mark', '\ufeffconfidence,correct\n0.85,1\n0.4,0\n'],
  ['UTF-16', Buffer.from('\ufeffconfidence\tcorrect\r\n0.85\t1\r\n0.4\t0\r\n', 'utf16le')],
  ['carriage returns and no last line end', 'confidence,correct\r\n0.85,1\r\n0.4,0'],
  ['quotes everywhere', '"confidence","correct"\n"0.85","True"\n"0.4","False"\n'],
  ['spaces and empty lines', 'confidence, correct\n\n 0.85 , right\n\n0.4, wrong\n'],
  ['camel case', 'statedConfidence,isCorrect\n0.85,1\n0.4,0\n'],
  ['snake case', 'stated_confidence,is_correct\n0.85,1\n0.4,0\n'],
  ['no header', '0.85,1\n0.4,0\n'],
  ['no header, the verdict first', 'yes;0,85\nno;0,4\n'],
])('a table with %s', async (_, text) => {
  expect(await pairs(text)).toEqual(TWO);
});

test('a table whose names are named', async () => {
  const text = 'sure,ok,confidence\n85,ja,1\n40,nein,1\n';
  expect(await pairs(text, { confidence: 'sure', correct: 'ok' })).toEqual(TWO);
});

test('replies in a table are parsed, what was read is told, and the rest of the columns is kept', async () => {
  const reply = '<confidence>85</confidence><answer>Paris</answer>';
  const log = await read(
    `question,response,correct,domain,expected\nCapital?,${reply},0,geo,Rome\nSea?,I do not know.,0,geo,North\n`,
  );
  expect(log.trials).toMatchObject([
    {
      taskId: 'line 2',
      confidence: 0.85,
      correct: false,
      domain: 'geo',
      question: 'Capital?',
      expected: 'Rome',
    },
    { taskId: 'line 3', abstained: true },
  ]);
  expect(log.confidences).toEqual([{ source: 'reply', name: "the reply's text", rows: 2, percent: false }]);
});

test('partial credit counts as correct above .5, and is told', async () => {
  const log = await read('confidence,grade\n0.9,0.5\n0.9,0.75\n0.9,1\n');
  expect(log.trials.map(({ correct }) => correct)).toEqual([false, true, true]);
  expect(log.partial).toBe(2);
});

test.each<[string, string, object, RegExp]>([
  [
    'a confidence of 150',
    'confidence,correct\n0.9,1\n150,0\n',
    {},
    /answers\.csv, line 3: expected the confidence in confidence to be from 0 to 100 per cent, got 150/,
  ],
  ['a negative confidence', 'confidence,correct\n0.9,1\n-0.1,0\n', {}, /line 3: .* got -0\.1/],
  [
    'two scales',
    'confidence,correct\n0.9,1\n85,0\n',
    {},
    /line 2: the confidence 0\.9 stands beside 85 of line 3.*--scale/,
  ],
  [
    'a probability above 1',
    'confidence,correct\n0.9,1\n85,0\n',
    { scale: 'probability' },
    /line 3: .*from 0 to 1, got 85/,
  ],
  [
    'a confidence that is none',
    'confidence,correct\n0.9,1\nhigh,0\n',
    {},
    /line 3: expected the confidence in confidence to be a number, got "high"/,
  ],
  [
    'a verdict that is none',
    'confidence,correct\n0.9,perhaps\n',
    {},
    /line 2: expected correct to be yes or no.*"perhaps"/,
  ],
  [
    'no verdicts',
    'confidence,colour\n0.9,red\n',
    {},
    /line 2: no field tells correct from incorrect answers; name one of confidence, colour with --correct/,
  ],
  [
    'no confidences',
    'colour,correct\nred,1\n',
    {},
    /line 2: no field holds a confidence; name one of colour, correct with --confidence/,
  ],
  [
    'a field that is nowhere',
    'confidence,correct\n0.9,1\n',
    { confidence: 'sure' },
    /there is no field sure/,
  ],
  [
    'a short row',
    'confidence,correct\n0.9,1\n0.9\n',
    {},
    /line 3: expected 2 fields as in the header, got 1/,
  ],
  ['an open quote', 'confidence,correct\n"0.9,1\n0.8,0\n', {}, /answers\.csv, line \d: expected a table/],
  ['two columns of verdicts', '1,0\n0,1\n', {}, /line 1: there is no header/],
  ['a header alone', 'confidence,correct\n', {}, /holds no graded answer/],
  ['nothing', ' \n', {}, /answers\.csv is empty; give a log with at least one answer/],
])('a table with %s is refused in one sentence', async (_, text, options, sentence) => {
  await expect(read(text, options)).rejects.toThrow(sentence);
});
