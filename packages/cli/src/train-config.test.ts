import { expect, test } from 'vitest';
import { DEFAULT_CONFIG, trainConfigSchema } from './train-config.js';

test('the defaults are a configuration', () => {
  expect(trainConfigSchema.parse(DEFAULT_CONFIG)).toEqual(DEFAULT_CONFIG);
});

test('a group of one is refused in one sentence, as it has no advantage', () => {
  const { error } = trainConfigSchema.safeParse({ ...DEFAULT_CONFIG, group: 1 });
  expect(error?.issues.map(({ message }) => message)).toEqual([
    'Expected `group` to be at least 2, as an advantage compares the rollouts of a group.',
  ]);
});
