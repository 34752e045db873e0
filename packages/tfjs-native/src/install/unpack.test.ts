import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { create } from 'tar';
import { expect, test } from 'vitest';
import { storedZip } from '../testing/stored-zip.js';
import { layoutOf } from './cache-layout.js';
import { TFJS_CORE_KEY, unpackTarball, unpackWheel, writeShims } from './unpack.js';

test('takes libraries, notices and the C headers of a wheel, and nothing outside its folders', async () => {
  const folder = temporaryFolder();
  const wheel = join(folder, 'wheel');
  writeFileSync(
    wheel,
    storedZip({
      'tensorflow/libtensorflow_cc.so.2': 'cc',
      'tensorflow/libtensorflow_framework.so.2': 'framework',
      'tensorflow/THIRD_PARTY_NOTICES.txt': 'notices',
      'tensorflow/include/tensorflow/c/c_api.h': 'header',
      'tensorflow/include/Eigen/Core.h': 'not needed',
      'tensorflow/python/ops.py': 'not needed',
    }),
  );
  const layout = layoutOf(join(folder, 'built'));
  await unpackWheel(wheel, layout, join(folder, 'include'));
  expect(readdirSync(layout.libraries).sort()).toEqual([
    'THIRD_PARTY_NOTICES.txt',
    'libtensorflow.so',
    'libtensorflow.so.2',
    'libtensorflow_cc.so.2',
    'libtensorflow_framework.so',
    'libtensorflow_framework.so.2',
  ]);
  expect(readlinkSync(join(layout.libraries, 'libtensorflow.so.2'))).toBe('libtensorflow_cc.so.2');
  expect(readFileSync(join(layout.libraries, 'libtensorflow_framework.so'), 'utf8')).toBe('framework');
  expect(readdirSync(join(folder, 'include'), { recursive: true }).sort()).toEqual([
    'tensorflow',
    'tensorflow/c',
    'tensorflow/c/c_api.h',
  ]);
});

test('a wheel that leads out of its folder is refused', async () => {
  const folder = temporaryFolder();
  const wheel = join(folder, 'wheel');
  writeFileSync(wheel, storedZip({ 'tensorflow/include/tensorflow/c/../../../../../evil.h': 'evil' }));
  await expect(
    unpackWheel(wheel, layoutOf(join(folder, 'built')), join(folder, 'include')),
  ).rejects.toThrow();
  expect(existsSync(join(folder, 'evil.h'))).toBe(false);
});

test('takes the JavaScript and the sources of the binding of the npm package', async () => {
  const folder = temporaryFolder();
  for (const name of [
    'package.json',
    'dist/a.js',
    'dist/a.d.ts',
    'dist/a_test.js',
    'dist/proto/p.js',
    'binding/b.cc',
    'src/a.ts',
  ]) {
    const file = join(folder, 'package', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, name);
  }
  await create({ file: join(folder, 'tarball'), cwd: folder, gzip: true }, ['package']);
  const layout = layoutOf(join(folder, 'built'));
  await unpackTarball(join(folder, 'tarball'), layout);
  expect(readdirSync(layout.packageFolder, { recursive: true }).sort()).toEqual([
    'binding',
    'binding/b.cc',
    'dist',
    'dist/a.js',
    'package.json',
  ]);
});

test('what the package requires as @tensorflow/tfjs is the engine it is given', async () => {
  const layout = layoutOf(temporaryFolder());
  await writeShims(layout);
  const key = Symbol.for(TFJS_CORE_KEY);
  const engine = {};
  Object.assign(globalThis, { [key]: engine });
  expect(createRequire(join(layout.packageFolder, 'dist', 'index.js'))('@tensorflow/tfjs')).toBe(engine);
  Reflect.deleteProperty(globalThis, key);
});
