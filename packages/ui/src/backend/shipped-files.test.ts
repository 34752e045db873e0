import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { SHIPPED } from '../../bundling/shipped-data.js';
import { DEMO_MADE_BY } from './shipped-files.js';

const root = new URL('../../../../', import.meta.url);

test('the results that ship are those of the command and commit that the page names', async () => {
  const readme = await readFile(new URL('docs/results/README.md', root), 'utf8');
  expect(readme).toContain(`\`${DEMO_MADE_BY.command}\``);
  expect(readme).toContain(`at commit ${DEMO_MADE_BY.commit}`);
});

test('every file that ships is there, and the policy is at most 7 MB', async () => {
  const sizes = await Promise.all(
    Object.entries(SHIPPED).map(
      async ([address, path]) => [address, (await readFile(new URL(path, root))).length] as const,
    ),
  );
  expect(sizes.every(([, size]) => size > 0)).toBe(true);
  const policy = sizes.filter(([address]) => address.startsWith('assets/data/nano/'));
  expect(policy.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(7e6);
});
