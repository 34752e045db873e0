import { expect, test } from 'vitest';
import { mentions, normalizeQuestion, wordsOf } from './normalize-question.js';

test.each([
  ['What is the capital of France?', 'what is capital of france'],
  ['WHAT, is a capital of “France” …', 'what is capital of france'],
  ['What is two plus Three?', 'what is 2 plus 3'],
  ['What is 2 + 3?', 'what is 2 3'],
  ["Who wrote Gulliver's Travels?", 'who wrote gullivers travels'],
  ['Which city is São Tomé?', 'which city is sao tome'],
])('%j reads %j', (question, normal) => expect(normalizeQuestion(question)).toBe(normal));

test('a name is mentioned as whole words in a row', () => {
  const names = (text: string, name: string) => mentions(wordsOf(text), wordsOf(name));
  expect(names('Where is New York City?', 'new york')).toBe(true);
  expect(names('Where is the New City of York?', 'new york')).toBe(false);
  expect(names('Who speaks Romanian?', 'Roman')).toBe(false);
  expect(names('Anything', '')).toBe(false);
});
