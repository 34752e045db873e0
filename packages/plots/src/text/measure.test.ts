import { expect, test } from 'vitest';
import { measureText, wrapText } from './measure.js';

test('lines break between words, a long word after its hyphens, slashes and plus signs', () => {
  const width = measureText('self-consistency', 12);
  expect(wrapText('two words', width, 12)).toEqual(['two words']);
  expect(wrapText('a well-known self-consistency', width, 12)).toEqual(['a well-known', 'self-consistency']);
  expect(wrapText('self-consistency/share+fitted', width, 12)).toEqual([
    'self-',
    'consistency/',
    'share+fitted',
  ]);
});

test('what has no place to break is cut', () => {
  const [line = '', ...more] = wrapText('incomprehensibilities', measureText('incomprehen', 12), 12);
  expect(more).toEqual([]);
  expect(line).toMatch(/^incompre[a-z]*…$/);
});
