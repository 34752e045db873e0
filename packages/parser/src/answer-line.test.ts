import { describe, expect, test } from 'vitest';
import { parseResponse } from './index.js';

const LIMA = { confidence: 0.64, answer: 'Lima' };

describe('how lines are dressed', () => {
  test.each([
    'Final answer: Lima\nConfidence: 64%',
    '**Final Answer:** Lima\n\n**Confidence:** 64%',
    '**Answer: Lima**\n**Confidence: 64%**',
    'Answer: **Lima**\nConfidence: **64%**',
    'Answer: **Lima**.\nConfidence: 64%.',
    '1. Answer: Lima\n2. Confidence: 64%',
    '1) **Answer:** Lima\n2) **Confidence:** 64%',
    '- Answer: Lima\n- Confidence: 64%',
    'Q: Where?\nA: Lima\nConfidence: 64%',
    'Answer: Lima\nHow confident are you (0-100)? 64',
    '> Answer: Lima\n> Confidence: 64%',
    '| Answer | Lima |\n| Confidence | 64% |',
    'Answer = "Lima"\nConfidence = 64',
    'So the final answer is: Lima\nMy confidence: 64%',
    'ANSWER: Lima\r\nCONFIDENCE: 64\r\n',
    'Answer: Lima\nConfidence: approx. 64%',
    'Answer: Lima\nConfidence: ca. 64%. It is in Peru.',
    'Answer: Lima. Confidence: about 64%.',
    'Answer: Lima (approx. 64%)',
    'Lima (ca. 64%)',
  ])('%j', (text) => expect(parseResponse(text)).toMatchObject(LIMA));
});

describe('labels of other languages', () => {
  test.each([
    'Antwort: Lima\nKonfidenz (0-100): 64',
    'Respuesta: Lima\nConfianza: 64 por ciento',
    'Réponse : Lima\nConfiance : 64 %',
    'Ответ: Lima\nУверенность: 64 процента',
    '答案：Lima\n置信度：64%',
    '答案：Lima\n置信度（0-100）: 64',
    '答案：Lima\n置信度（０-１００）：64',
    '答案：Lima\n置信度：百分之64',
    '答案：Lima，置信度：64%',
    '回答：Lima\n信心指数：64',
    '回答：Lima\n信頼度（0〜100）：64',
    '정답: Lima\n신뢰도: 64%',
    'Svar: Lima\nSäkerhet: 64 procent',
    'Svar: Lima\nSikkerhed: 64 %',
    'Odpowiedź: Lima\nPewność: 64%',
    'Odpowiedź: Lima\nPoziom pewności (0-100): 64',
    'Cevap: Lima\nGüven: %64',
    'Yanıt: Lima\nGüven düzeyi: 64',
    'Antwoord: Lima\nVertrouwen: 64%',
    'Ответ: Lima\nуверенность: 64',
    'Ответ: Lima\nУровень уверенности (0-100): 64',
  ])('%j', (text) => expect(parseResponse(text)).toMatchObject(LIMA));
});

describe('the value on the next line', () => {
  test.each([
    'Answer:\nLima\nConfidence:\n64%',
    '## Final Answer\n\nLima\n\n## Confidence\n\n64%',
    'Answer:\n```\nLima\n```\nConfidence: 64%',
  ])('%j', (text) => expect(parseResponse(text)).toMatchObject(LIMA));
});

describe('both on one line, in either order', () => {
  test.each([
    'Answer: Lima, confidence: 64%',
    'Answer: Lima. Confidence: 64%',
    'Answer: Lima | Confidence: 64%',
    'Answer: Lima - Confidence: 64%',
    'Answer: **Lima** (confidence: 64%)',
    '[Answer: Lima, Confidence: 64%]',
    'Confidence: 64%, Answer: Lima',
    'Confidence: 64%. Answer: Lima',
    '(Confidence: 64%) Answer: Lima',
    'Answer: Lima (64%)',
    'Answer: Lima<br>Confidence: 64%',
    '**Answer:** Lima<br/>**Confidence:** 64%',
    'Confidence: 64%<BR />Answer: Lima',
    '<p>Answer: Lima</p><p>Confidence: 64%</p>',
    'Answer:<br>Lima<br>Confidence:<br>64%',
    'Answer: Lima<br>\nConfidence: 64%<br>',
    'Answer: Lima, 64% sure',
    'Answer: Lima - 64% confident',
    'Lima (confidence: 64%)',
    'Lima\nConfidence: 64%',
  ])('%j', (text) => expect(parseResponse(text)).toMatchObject(LIMA));

  test.each([
    ['Answer and Confidence (0-100): (C), 64%', '(C)'],
    ['Final Answer and Overall Confidence (0-100): 1,234, 64%', '1,234'],
    ['Answer & Confidence: (C) 64%', '(C)'],
    ['Answer, confidence: Lima, Peru, 64%', 'Lima, Peru'],
    ['Answer and Probability (0-1): Lima, 0.64', 'Lima'],
    ['Confidence and answer: 64%, Lima', 'Lima'],
  ])('%j is %j', (text, answer) => expect(parseResponse(text)).toMatchObject({ confidence: 0.64, answer }));
});

describe('the last field of a kind counts', () => {
  test.each([
    'Step 1: it is in Peru, confidence: 95%\nStep 2: on the coast, confidence: 80%\nAnswer: Lima\nConfidence: 64%',
    'Answer: Cusco\nConfidence: 90%\nOn second thought:\nAnswer: Lima\nConfidence: 64%',
    'Answer 1: Lima\nConfidence 1: 64%\nAnswer 2: Cusco\nConfidence 2: 20%',
    'Answer: Lima\nConfidence: 64% because the atlas is old and 5% of it is wrong.',
  ])('%j', (text) => expect(parseResponse(text)).toMatchObject(LIMA));
});

describe('where an answer ends', () => {
  test.each([
    ['Answer: 10:30\nConfidence: 64%', '10:30'],
    ['Answer: x = 5\nConfidence: 64%', 'x = 5'],
    ['Answer: <br>\nConfidence: 64%', '<br>'],
    ['Answer: Use <br> for a line break<br>Confidence: 64%', 'Use <br> for a line break'],
    ['I am approx. 64% sure that it is Lima.', 'I am approx. 64% sure that it is Lima.'],
    ['Answer: Lima - the capital\nConfidence: 64%', 'Lima - the capital'],
    ['Answer: yes\nAnswer explanation: no reason.\nConfidence: 64%', 'yes'],
    ['Answer: 80%\nConfidence: 64%', '80%'],
    ['It is Lima. I am 64% sure.', 'It is Lima.'],
  ])('%j is %j', (text, answer) => expect(parseResponse(text)).toMatchObject({ confidence: 0.64, answer }));

  test('a per cent beside another number is part of the answer', () => {
    expect(parseResponse('Answer: 12 of 15 (80%)')).toMatchObject({
      answer: '12 of 15 (80%)',
      confidence: 0.5,
    });
  });

  test('a tag without its bracket is a label', () => {
    expect(parseResponse('confidence>64</confidence><answer>Lima</answer>')).toMatchObject(LIMA);
  });
});

describe('without a label, the sentence that states the answer', () => {
  test.each([
    ['The correct answer is C. The river is the longest.', 'The correct answer is C.'],
    ['The answer is 42.\n\nThere are six rows of seven.', 'The answer is 42.'],
    ['So the total is:\n\\[\n\\boxed{42}\n\\]', '\\boxed{42}'],
    ['So the final answer is:\n\\[\n\\boxed{42}\n\\]', '\\[\n\\boxed{42}'],
    ['Hence \\boxed{42}.\nI hope that helps.', 'Hence \\boxed{42}.'],
    ['6 * 7 = 42\n#### 42', '#### 42'],
    ['Oslo\n\nExplanation: It is the capital of Norway.', 'Oslo'],
    ['D. fog', 'D. fog'],
    ['First bread. Then cheese.', 'Then cheese.'],
  ])('%j: %j', (text, answer) => {
    expect(parseResponse(text).answer).toBe(answer);
  });
});

test.each([
  ['The answer is 7. Confidence: 60%', 'The answer is 7.'],
  ['Answer: 7. Confidence: 60%', '7'],
  ['7. Confidence: 60%', '7.'],
  ['My answer: 5. My confidence: 90', '5'],
  ['1. Answer: 7\n2. Confidence: 60%', '7'],
  ['1. Confidence: 60%\n2. Answer: 7', '7'],
  ['1. Answer: 7; 2. Confidence: 60%', '7'],
])('%j: a number before a label numbers it, or is the answer: %j', (text, answer) => {
  expect(parseResponse(text).answer).toBe(answer);
});
