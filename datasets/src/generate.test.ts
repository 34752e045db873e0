import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildTasks } from './build-tasks.js';
import { toJsonl } from './to-jsonl.js';

const build = buildTasks();

test.each(['train', 'dev', 'test'] as const)(
  '%s.jsonl is what the generator writes, byte for byte',
  (split) => {
    const published = readFileSync(
      new URL(`../../packages/tasks/data/${split}.jsonl`, import.meta.url),
      'utf8',
    );
    expect(toJsonl(build, split) === published).toBe(true);
  },
);

test('another seed gives another set of the same size in each split', () => {
  const other = buildTasks('another seed');
  for (const split of ['dev', 'test'] as const) {
    const sizeOf = ({ tasks }: typeof build) => tasks.filter((item) => item.split === split).length;
    expect(sizeOf(other)).toBe(sizeOf(build));
    expect(toJsonl(other, split)).not.toBe(toJsonl(build, split));
  }
});
