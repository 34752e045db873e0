import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isAvailable, lastLine, runCommand } from '@echo/files/run-command';
import { TfjsNativeError } from '../tfjs-native-error.js';
import type { Layout } from './cache-layout.js';
import { QUIET_SOURCE } from './quiet-source.js';
import { SIGNALS_SOURCE } from './signals-source.js';

/** The addons' sources, and the libraries they are linked with. */
const ADDONS = {
  tfjs_binding: {
    sources: ['tfjs_backend', 'tfjs_binding', 'signals'],
    libraries: [
      '-ltensorflow',
      '-ltensorflow_framework',
      '-Wl,--wrap=TFE_Execute',
      '-Wl,--wrap=TFE_NewContext',
    ],
  },
  quiet: { sources: ['quiet'], libraries: ['-ldl'] },
} as const;

/**
 * The C++ compiler to use: `CXX` if set, else the first of c++, g++, clang++ that runs; null where none does.
 */
export async function findCompiler(): Promise<readonly string[] | null> {
  const chosen = process.env.CXX?.trim();
  const candidates = chosen ? [chosen.split(/\s+/)] : [['c++'], ['g++'], ['clang++']];
  for (const candidate of candidates) if (await isAvailable(candidate)) return candidate;
  return null;
}

/**
 * Compiles the package's N-API binding and the addon that silences TensorFlow.
 * Both find the libraries relative to themselves, so the folder may be moved.
 *
 * @throws TfjsNativeError `backend-unavailable` with the compiler's first error.
 */
export async function compileBinding(
  compiler: readonly string[],
  layout: Layout,
  headers: string,
): Promise<void> {
  const { include_dir: nodeHeaders } = createRequire(import.meta.url)('node-api-headers') as {
    include_dir: string;
  };
  const flags = ['-std=c++17', '-O2', '-fPIC', '-DNAPI_VERSION=8', '-I', headers, '-I', nodeHeaders];
  const folder = dirname(layout.binding);
  await mkdir(folder, { recursive: true });
  const written = { quiet: QUIET_SOURCE, signals: SIGNALS_SOURCE };
  for (const [name, source] of Object.entries(written))
    await writeFile(join(layout.packageFolder, 'binding', `${name}.cc`), source);
  const objectOf = (name: string): string => join(headers, `${name}.o`);
  const search = ['-L', layout.libraries, '-Wl,-rpath,$ORIGIN/../../deps/lib'];
  await Promise.all(
    Object.values(ADDONS).flatMap(({ sources }) =>
      sources.map((name) => {
        const source = join(layout.packageFolder, 'binding', `${name}.cc`);
        return compile([...compiler, ...flags, '-c', source, '-o', objectOf(name)]);
      }),
    ),
  );
  for (const [name, { sources, libraries }] of Object.entries(ADDONS)) {
    const output = join(folder, `${name}.node`);
    await compile([...compiler, '-shared', '-o', output, ...sources.map(objectOf), ...search, ...libraries]);
  }
}

async function compile(command: readonly string[]): Promise<void> {
  const result = await runCommand(command);
  if (result.code === 0) return;
  const complaint = /error: .*/.exec(result.stderr)?.[0] ?? lastLine(result.stderr);
  throw new TfjsNativeError(
    'backend-unavailable',
    `${command[0]} could not compile the TensorFlow binding (${complaint}).`,
  );
}
