import { expect, test } from 'vitest';
import { type BuiltinSplit, builtinTasks } from './builtin.js';

test('a split that is none', () => {
  expect(() => builtinTasks('validation' as BuiltinSplit)).toThrow(
    'Expected `split` to be train, dev or test, got validation.',
  );
});
