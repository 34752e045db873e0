import { expect, test } from 'vitest';
import { isAbstention } from './index.js';

test.each([
  "I don't know",
  'I don’t know.',
  'I do not know the answer.',
  "Sorry, I don't know who that is.",
  "I really don't remember",
  'idk',
  'IDK!',
  'N/A',
  'No idea',
  'I have no clue what it is.',
  'I am not sure.',
  "I'm uncertain about this.",
  'I cannot answer that.',
  'I would rather not guess',
  'I prefer not to answer.',
  "I'd prefer not to say",
  'No comment.',
  "I don't have that information.",
  'As an AI language model, I do not have enough information.',
  '"I don\'t know"',
])('%j declines', (answer) => expect(isAbstention(answer)).toBe(true));

test.each([
  '',
  'Paris',
  'no',
  'unknown',
  'cannot tell',
  'cannot be determined',
  "I don't know who said it first, but Paris",
  "I'm not sure, Paris",
  "I don't know. Paris?",
  'He knew no idea',
  'Know thyself',
  'Pass',
  'The Unknown Soldier',
  `I don't know ${'about that '.repeat(40)}`,
])('%j does not', (answer) => expect(isAbstention(answer)).toBe(false));
