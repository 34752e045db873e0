import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CONFIG_OPTIONS } from './config-options.js';
import { optionsTable } from './options-table.js';

const option = (name: string) => CONFIG_OPTIONS.find((one) => one.name === name);

test('an option has flag, placeholder, rule and default of its declaration', () => {
  expect(option('checkpointEvery')).toEqual({
    name: 'checkpointEvery',
    flag: '--checkpoint-every',
    value: 'n',
    type: 'number',
    description: 'steps between checkpoints',
    default: '25',
    rule: 'a whole number of at least 1',
    isValid: expect.any(Function),
  });
  expect([0, 1, 1.5, Number.NaN].map((x) => option('checkpointEvery')?.isValid(x))).toEqual([
    false,
    true,
    false,
    false,
  ]);
  expect(option('klEstimator')).toMatchObject({ value: 'name', choices: ['k3', 'exact'], default: 'k3' });
  expect(option('adapter')).toMatchObject({ value: 'folder', type: 'string', default: 'a fresh one' });
  expect(option('microBatch')).toMatchObject({ type: 'number', rule: 'a whole number of at least 1' });
  expect(option('curriculum')).toMatchObject({ value: null, type: 'boolean', default: 'false' });
});

test('every option has a description', () => {
  expect(CONFIG_OPTIONS.filter(({ description }) => description.length < 5)).toEqual([]);
});

test('the README shows the options as they are declared: paste the table below when it does not', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(/<!-- options: begin -->\n\n([\s\S]*?)\n\n<!-- options: end -->/.exec(readme)?.[1]).toBe(
    optionsTable(),
  );
});
