import { expect, test } from 'vitest';
import { formatRoute } from '../../store/route.js';
import { answersOf } from './answers-of.js';

test.each([
  [{ domain: 'math' }, '#/evaluation?domain=math&log=1a'],
  [{ domain: 'math', difficulty: 'hard' }, '#/evaluation?difficulty=hard&domain=math&log=1a'],
  [{ domain: 'math', low: 0.7, high: 0.8 }, '#/evaluation?domain=math&from=70&log=1a&to=80'],
  [{ domain: 'all', low: 0.9, high: 1 }, '#/evaluation?from=90&log=1a'],
])('a cell %j is a view of its answers', (cell, address) => {
  expect(formatRoute(answersOf({ id: '1a' }, cell))).toBe(address);
});
