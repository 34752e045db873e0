import { runNode } from '@echo/testing/run-node';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test, vi } from 'vitest';
import { availableBackends } from '../testing/backends.js';
import { loadBackend } from './load-backend.js';

const NATIVE = (await availableBackends()).includes('tensorflow');

/** [1 2; 3 4]·[5; 6] = [17; 39], and d/dx x² = 2x, in a process that must end by itself. */
const PROGRAM = `
import { loadBackend } from './packages/compute/src/node.ts';
import { createRequire } from 'node:module';
const tf = createRequire(process.cwd() + '/packages/compute/package.json')('@tensorflow/tfjs-core');
const { name, device, description } = await loadBackend();
const product = tf.matMul([[1, 2], [3, 4]], [[5], [6]]);
const slope = tf.grad((x) => tf.square(x))(tf.scalar(3));
console.log(JSON.stringify({ name, device, description, product: [...product.dataSync()], slope: slope.dataSync()[0] }));
`;

async function compute(env: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runNode(['--input-type=module', '-e', PROGRAM], env);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const NUMBERS = { device: 'cpu', product: [17, 39], slope: 6 };

test.concurrent('ECHO_BACKEND=cpu', async ({ expect }) => {
  expect(await compute({ ECHO_BACKEND: 'cpu' })).toEqual({
    ...NUMBERS,
    name: 'cpu',
    description: 'cpu (plain JavaScript) on the CPU, as asked for',
  });
});

test.concurrent('ECHO_BACKEND=wasm with two threads', async ({ expect }) => {
  expect(await compute({ ECHO_BACKEND: 'wasm', ECHO_WASM_THREADS: '2' })).toEqual({
    ...NUMBERS,
    name: 'wasm',
    description: 'wasm (2 threads) on the CPU, as asked for',
  });
});

test.skipIf(!NATIVE)('ECHO_BACKEND=tensorflow', async () => {
  expect(await compute({ ECHO_BACKEND: 'tensorflow' })).toEqual({
    ...NUMBERS,
    name: 'tensorflow',
    description: 'tensorflow (native) on the CPU, as asked for',
  });
});

test('with an empty cache it is wasm, and it says why', async () => {
  const found = await compute({
    ECHO_BACKEND: '',
    XDG_CACHE_HOME: temporaryFolder(),
    ECHO_WASM_THREADS: '1',
  });
  expect(found).toMatchObject({ ...NUMBERS, name: 'wasm' });
  expect(found.description).toMatch(/^wasm \(1 thread\) on the CPU, not tensorflow: it /);
});

test('an unknown name is refused', async () => {
  vi.stubEnv('ECHO_BACKEND', 'tpu');
  await expect(loadBackend()).rejects.toMatchObject({
    code: 'invalid-input',
    message: 'Expected ECHO_BACKEND to be one of tensorflow, wasm, cpu, got tpu.',
  });
});

test('one that is asked for and not there is an error that says what to do', async () => {
  await expect(loadBackend({ prefer: 'tensorflow', cacheDir: temporaryFolder() })).rejects.toMatchObject({
    code: 'backend-unavailable',
    message: expect.stringMatching(/^The tensorflow backend cannot be loaded: .+\.$/),
  });
});

test('loading again, or another one, switches', async () => {
  const names = ['cpu', 'wasm', 'cpu'] as const;
  const loaded = await Promise.all(names.map((prefer) => loadBackend({ prefer })));
  expect(loaded.map(({ name }) => name)).toEqual(names);
});
