import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { sha256Of } from './sha256-of.js';

test('SHA-256 of "abc" (FIPS 180-2)', async () => {
  const file = join(temporaryFolder(), 'abc');
  writeFileSync(file, 'abc');
  expect(await sha256Of(file)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('a file that is not there has none', async () => {
  expect(await sha256Of(join(temporaryFolder(), 'nothing'))).toBeNull();
});
