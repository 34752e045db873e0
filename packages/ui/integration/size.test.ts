import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { folder } from './site.js';

/** Of the policy's worker and what it alone needs, which a visitor gets when the policy is asked for. */
const OF_POLICY = /^(?:worker|policy-client|dist)-/;

test('scripts before the policy are at most 350 kB, compressed', () => {
  const assets = `${folder('dist-static')}assets/`;
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js') && !OF_POLICY.test(name));
  const sizes = scripts.map((name) => [name, gzipSync(readFileSync(assets + name)).length] as const);
  console.log(sizes.map(([name, size]) => `${name} ${(size / 1000).toFixed(1)} kB`).join('\n'));
  expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(350_000);
});
