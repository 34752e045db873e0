import { expect, test } from 'vitest';
import { normalWords } from './words.js';

test.each([
  ['The Cat, in  a Hat!', 'cat in hat'],
  ['U.S.', 'us'],
  ['M. O. F. I. A.', 'mofia'],
  ['Björn Ångström', 'bjorn angstrom'],
  ["children's", 'childrens'],
  ['Spider-Man', 'spider man'],
  ['1,234.5', '1234.5'],
  ['1, 2', '1 2'],
  ['-3', '-3'],
  ['5-3', '5 3'],
  ['C++', 'c++'],
  ['Vitamin A', 'vitamin a'],
  ['The The', 'the the'],
  ['Ｖ', 'v'],
  ['भारत', 'भारत'],
  ['...', ''],
])('%j has the words %j', (text, words) => {
  expect(normalWords(text).join(' ')).toBe(words);
});
