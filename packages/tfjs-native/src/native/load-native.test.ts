import { runNode } from '@echo/testing/run-node';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { findInstalled } from './find-installed.js';
import { loadNative } from './load-native.js';

const { folder } = await findInstalled();

/** [1 2; 3 4]·[5; 6] = [17; 39], through the tfjs-core of the caller. */
const PROGRAM = `
import { loadNative } from './packages/tfjs-native/src/index.ts';
import { createRequire } from 'node:module';
const tf = createRequire(process.cwd() + '/packages/tfjs-native/package.json')('@tensorflow/tfjs-core');
const backend = await loadNative();
const again = await loadNative({ cacheDir: '/nowhere' });
const product = tf.matMul([[1, 2], [3, 4]], [[5], [6]]);
console.log(JSON.stringify([tf.getBackend(), backend === again, [...product.dataSync()]]));
`;

test.skipIf(folder === null)(
  'the installed backend is selected and computes; again it is the same',
  async () => {
    const { code, stdout, stderr } = await runNode(['--input-type=module', '-e', PROGRAM]);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(['tensorflow', true, [17, 39]]);
  },
);

test('where nothing is installed, the error says what to do', async () => {
  await expect(loadNative({ cacheDir: temporaryFolder() })).rejects.toMatchObject({
    name: 'TfjsNativeError',
    code: 'backend-unavailable',
    message: expect.stringMatching(/^Native TensorFlow cannot be loaded: .+\.$/),
    reason: expect.stringMatching(/[^.]$/),
  });
});
