import { expect, test } from 'vitest';
import { formatRoute, parseRoute, withParams } from './route.js';

test('a route and its address say the same', () => {
  const route = { tab: 'evaluation', params: { log: '3f2a', q: 'a & b = <c>' } } as const;
  const hash = formatRoute(route);
  expect(hash).toBe('#/evaluation?log=3f2a&q=a+%26+b+%3D+%3Cc%3E');
  expect(parseRoute(hash)).toEqual(route);
});

test('a view has one address, whatever way led to it', () => {
  const start = parseRoute('#/evaluation');
  const first = withParams(withParams(start, { b: '2' }), { a: '1' });
  const second = withParams(withParams(start, { a: '1' }), { b: '2' });
  expect(formatRoute(first)).toBe(formatRoute(second));
  expect(formatRoute(withParams(first, { a: '', b: '' }))).toBe('#/evaluation');
});

test.each(['', '#', '#/', '#/nowhere', '#/__proto__'])('%j leads to the first tab', (hash) => {
  expect(parseRoute(hash).tab).toBe('challenge');
  expect(parseRoute(hash, ['fingerprint', 'evaluation']).tab).toBe('fingerprint');
});

test('a tab that this page has not leads to its first', () => {
  expect(parseRoute('#/challenge', ['evaluation']).tab).toBe('evaluation');
});
