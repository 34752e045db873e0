import { expect, test } from 'vitest';
import { assertProbability, EchoError, isEchoError } from './index.js';

test('errors are told apart by code, also those of another copy of the package', () => {
  const foreign = Object.assign(new Error('x'), { name: 'EchoError', code: 'not-found' });
  expect(isEchoError(new EchoError('not-found', 'x'), 'not-found')).toBe(true);
  expect(isEchoError(foreign)).toBe(true);
  expect(isEchoError(foreign, 'unsupported')).toBe(false);
  expect(isEchoError(new Error('x'))).toBe(false);
  expect(isEchoError({ name: 'EchoError', code: 'not-found' })).toBe(false);
});

test.each([-0.1, 1.1, Number.NaN, Number.POSITIVE_INFINITY, '0.5', null, undefined])(
  '%s is no probability',
  (value) => {
    expect(() => assertProbability(value, 'confidence')).toThrow(
      `Expected \`confidence\` to be a probability in [0, 1], got ${value}.`,
    );
  },
);

test.each([0, 0.5, 1])('%d is a probability', (value) => {
  expect(assertProbability(value, 'x')).toBe(value);
});
