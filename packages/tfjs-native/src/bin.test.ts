import { join } from 'node:path';
import { runNode } from '@echo/testing/run-node';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';

const BIN = 'packages/tfjs-native/src/bin.ts';

test('an unknown command ends with 2 and the usage', async () => {
  const { code, stdout, stderr } = await runNode([BIN, 'instal']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^Expected the command `install`\.\n\nUsage: tfjs-native install \[--gpu\]/);
});

test('where it cannot install it ends well and says what to use', async () => {
  const env = { PATH: '', CXX: process.execPath, npm_config_registry: 'http://127.0.0.1:9' };
  const cacheDir = join(temporaryFolder(), 'cache');
  const { code, stdout } = await runNode([BIN, 'install', '--cache-dir', cacheDir], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^The native TensorFlow backend is not installed .+ use another backend of tfjs, such as wasm, .+\.\n$/,
  );
});
