import { createWriteStream } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar';
import { openPromise } from 'yauzl';
import type { Layout } from './cache-layout.js';

/**
 * The key under which shims find the caller's tfjs-core: `globalThis[Symbol.for(TFJS_CORE_KEY)]`. It is
 * written into installed backends, so another key needs another layout.
 */
export const TFJS_CORE_KEY = '@echo/backend/tfjs-core';

const WHEEL_LIBRARY = /^tensorflow\/libtensorflow_(cc|framework)\.so\.2$/;
const WHEEL_HEADER =
  /^tensorflow\/include\/(tensorflow\/(c|core\/platform)|xla\/tsl\/c|tsl\/platform)\/.*\.h$/;
const WHEEL_NOTICE = /^tensorflow\/(THIRD_PARTY_NOTICES\.txt|include\/LICENSE)$/;

/** Links to the libraries by the names that the binding and the official prebuilt one expect. */
const LIBRARY_LINKS: readonly (readonly [string, string])[] = [
  ['libtensorflow.so.2', 'libtensorflow_cc.so.2'],
  ['libtensorflow.so', 'libtensorflow_cc.so.2'],
  ['libtensorflow_framework.so', 'libtensorflow_framework.so.2'],
];

/** Unpacks the compiled JavaScript and the binding's sources from the tfjs-node tarball. */
export async function unpackTarball(tarball: string, layout: Layout): Promise<void> {
  await mkdir(layout.packageFolder, { recursive: true });
  await extract({
    file: tarball,
    cwd: layout.packageFolder,
    strip: 1,
    filter: (path) => /^package\/(package\.json|binding\/|dist\/(?!proto\/).*(?<!_test|\.d)\.js$)/.test(path),
  });
}

/** Unpacks libraries, notices and, into `headers`, the headers from a TensorFlow wheel. */
export async function unpackWheel(wheel: string, layout: Layout, headers: string): Promise<void> {
  await mkdir(layout.libraries, { recursive: true });
  const zip = await openPromise(wheel);
  try {
    for await (const entry of zip.eachEntry()) {
      const target = targetOf(entry.fileName, layout, headers);
      if (target === null) continue;
      await mkdir(dirname(target), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
    }
  } finally {
    zip.close();
  }
  for (const [link, target] of LIBRARY_LINKS) await symlink(target, join(layout.libraries, link));
}

function targetOf(name: string, layout: Layout, headers: string): string | null {
  if (WHEEL_LIBRARY.test(name) || WHEEL_NOTICE.test(name)) return join(layout.libraries, basename(name));
  return WHEEL_HEADER.test(name) ? join(headers, name.slice('tensorflow/include/'.length)) : null;
}

/**
 * Writes stand-ins for the modules that the package requires.
 *
 * `@tensorflow/tfjs` is our own tfjs-core, so that there is one engine; the protocol buffers, used only for
 * TensorBoard summaries, are left out.
 */
export async function writeShims(layout: Layout): Promise<void> {
  const source = `'use strict';\nmodule.exports = globalThis[Symbol.for(${JSON.stringify(TFJS_CORE_KEY)})];\n`;
  for (const name of ['tfjs', 'tfjs-core']) {
    await mkdir(join(layout.shims, name), { recursive: true });
    await writeFile(join(layout.shims, name, 'index.js'), source);
  }
  await mkdir(join(layout.packageFolder, 'dist', 'proto'), { recursive: true });
  await writeFile(
    join(layout.packageFolder, 'dist', 'proto', 'api_pb.js'),
    "'use strict';\nmodule.exports = {};\n",
  );
}
