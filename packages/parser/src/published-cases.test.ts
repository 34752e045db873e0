import { expect, test } from 'vitest';
import {
  DEFAULT_CONFIDENCE,
  MAX_ABSTENTION_CONFIDENCE,
  type ParsedResponse,
  parseResponse,
} from './index.js';

type Expected = Partial<ParsedResponse>;

const tagged = (confidence: string, answer = 'Paris') =>
  `<confidence>${confidence}</confidence><answer>${answer}</answer>`;

test.each<[name: string, text: unknown, expected: Expected]>([
  [
    'perfect',
    tagged('85'),
    {
      confidence: 0.85,
      answer: 'Paris',
      reasoning: null,
      wellFormed: true,
      abstained: false,
      confidenceSource: 'tag',
      answerSource: 'tag',
    },
  ],
  [
    'reversed',
    '<answer>Paris</answer><confidence>85</confidence>',
    { confidence: 0.85, answer: 'Paris', wellFormed: true },
  ],
  [
    'no confidence tag',
    '<answer>Paris</answer>',
    { confidence: DEFAULT_CONFIDENCE, answer: 'Paris', confidenceSource: 'default', wellFormed: false },
  ],
  [
    'no answer tag, text after',
    '<confidence>85</confidence> Paris',
    { confidence: 0.85, answer: 'Paris', answerSource: 'rest', wellFormed: false },
  ],
  [
    'no answer tag, text before only',
    'It is no village. The answer is Paris. <confidence>85</confidence>',
    { confidence: 0.85, answer: 'The answer is Paris.', answerSource: 'last-sentence', wellFormed: false },
  ],
  [
    'out of range',
    tagged('150'),
    { confidence: 1, answer: 'Paris', confidenceSource: 'clipped', wellFormed: false },
  ],
  ['words', tagged('very sure'), { confidence: 0.9, confidenceSource: 'verbal', wellFormed: false }],
  ['decimals', tagged('84.6'), { confidence: 0.85, confidenceSource: 'tag', wellFormed: true }],
  [
    'several',
    `${tagged('70', 'Paris')}${tagged('20', 'Rome')}`,
    { confidence: 0.7, answer: 'Paris', wellFormed: true },
  ],
  [
    'nested',
    '<answer><confidence>60</confidence>Paris</answer>',
    { confidence: 0.6, answer: 'Paris', wellFormed: false },
  ],
  ['just above 100', tagged('101'), { confidence: 1, confidenceSource: 'clipped', wellFormed: false }],
  ['negative', tagged('-5'), { confidence: 0, confidenceSource: 'clipped', wellFormed: false }],
  ['empty answer', tagged('85', ''), { confidence: 0.85, answer: '', answerSource: 'tag', abstained: false }],
  ['quoted answer', tagged('85', '"Paris"'), { answer: 'Paris', wellFormed: true }],
  [
    'declined',
    tagged('85', "I don't know"),
    { confidence: MAX_ABSTENTION_CONFIDENCE, answer: "I don't know", abstained: true },
  ],
  [
    'null',
    null,
    {
      confidence: DEFAULT_CONFIDENCE,
      answer: '',
      reasoning: null,
      wellFormed: false,
      abstained: false,
      confidenceSource: 'default',
      answerSource: 'none',
    },
  ],
])('%s: %j', (_, text, expected) => {
  expect(parseResponse(text)).toMatchObject(expected);
});

test.each([undefined, 85, true, [], {}, Symbol('reply'), ''])('%o says nothing', (input) => {
  expect(parseResponse(input)).toEqual(parseResponse(null));
});

test('who declines with less than 10 % keeps what was said', () => {
  expect(parseResponse(tagged('5', "I don't know")).confidence).toBe(0.05);
});
