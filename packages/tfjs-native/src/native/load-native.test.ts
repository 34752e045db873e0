import { runNode, startNode } from '@echo/testing/run-node';
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

/** A second of matrix products of many shapes, which listens for signals meanwhile. */
const PRODUCTS = `
import { loadNative } from './packages/tfjs-native/src/index.ts';
const { binding } = await loadNative();
let heard = 0;
process.on('SIGUSR2', () => heard++);
console.log('ready');
const matrix = (rows, columns) =>
  binding.createTensor([rows, columns], binding.TF_FLOAT, new Float32Array(rows * columns));
const product = (m, k, n, a, b) => {
  const flag = (name, value) => ({ name, type: binding.TF_ATTR_BOOL, value });
  const dtype = { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
  const factors = [matrix(...(a ? [k, m] : [m, k])), matrix(...(b ? [n, k] : [k, n]))];
  const attributes = [flag('transpose_a', a), flag('transpose_b', b), dtype];
  const [{ id }] = binding.executeOp('MatMul', attributes, factors, 1);
  for (const tensor of [id, ...factors]) binding.deleteTensor(tensor);
};
const size = (least) => least + Math.floor(400 * Math.random());
for (const end = Date.now() + 1000; Date.now() < end; await new Promise(setImmediate)) {
  const [m, k, n] = [size(16), size(130), size(16)];
  for (const [a, b] of [[false, false], [false, true], [true, false], [true, true]]) product(m, k, n, a, b);
}
console.log(heard > 100);
`;

test.skipIf(folder === null)('signals that come while it computes do no harm, and are heard', async () => {
  const { process: child, ended } = startNode(['--input-type=module', '-e', PRODUCTS]);
  let sending: NodeJS.Timeout | undefined;
  child.stdout?.once('data', () => {
    sending = setInterval(() => child.kill('SIGUSR2'), 1);
  });
  child.stdout?.on('data', (text: Buffer) => {
    if (`${text}`.includes('true')) clearInterval(sending);
  });
  const { stdout, stderr } = await ended;
  clearInterval(sending);
  expect([stdout, stderr]).toEqual(['ready\ntrue\n', '']);
});

test('where nothing is installed, the error says what to do', async () => {
  await expect(loadNative({ cacheDir: temporaryFolder() })).rejects.toMatchObject({
    name: 'TfjsNativeError',
    code: 'backend-unavailable',
    message: expect.stringMatching(/^Native TensorFlow cannot be loaded: .+\.$/),
    reason: expect.stringMatching(/[^.]$/),
  });
});
