import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from './plain-text.js';

const tidy = (text: string) => plainText(text).replace(/\s+/g, ' ');

describe('LaTeX', () => {
  test.each([
    ['\\frac{3}{4}', '3/4'],
    ['\\frac34', '3/4'],
    ['\\dfrac3{4}', '3/4'],
    ['-2\\frac{3}{4}', '-2 3/4'],
    ['\\frac{\\frac12}{3}', '(1/2 )/3'],
    ['\\sqrt{2}', '√2'],
    ['\\sqrt{x+1}', '√(x+1)'],
    ['\\boxed{\\text{yes}}', 'yes'],
    ['$\\boxed{\\textbf{(B)}\\ fog}$', '(B) fog'],
    ['4 \\times 10^{3}', '4 ×10^3'],
    ['m^{2}', 'm^2'],
    ['30^{\\circ}C', '30°C'],
    ['1{,}000', '1,000'],
    ['1\\,000', '1 000'],
    ['1,\\!000', '1,000'],
    ['x \\le 3', 'x ≤3'],
    ['50\\%', '50%'],
    ['\\(a\\)', 'a'],
  ])('%j becomes %j', (text, plain) => expect(tidy(text)).toBe(plain));
});

describe('Unicode', () => {
  test.each([
    ['½', '1/2'],
    ['3½', '3 1/2'],
    ['m²', 'm^2'],
    ['s⁻¹', 's^-1'],
    ['１２', '12'],
    ['٣٫٥', '3.5'],
    ['−4', '-4'],
    ['—4', '-4'],
    ['so — 4', 'so — 4'],
    ['-€4', '-4'],
    ['-US$4', '-4'],
    ['a\u200bb\ufeff', 'ab'],
    ['**b** “c”', 'b c'],
    ['<b>d</b>', 'd'],
  ])('%j becomes %j', (text, plain) => expect(tidy(text)).toBe(plain));
});

test('any text has a plain form, and plain prose stays', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof plainText(text) === 'string'));
  expect(plainText('Paris is 5 km away.')).toBe('Paris is 5 km away.');
});
