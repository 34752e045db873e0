import { expect, test } from 'vitest';
import type { BuiltinSplit } from './builtin-files.js';
import { builtinTasks } from './builtin-tasks.js';

test('a split that is none', () => {
  expect(() => builtinTasks('validation' as BuiltinSplit)).toThrow(
    'Expected `split` to be train, dev or test, got validation.',
  );
});
