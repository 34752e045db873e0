import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EchoError } from '@echo/core';
import type { Layout } from './cache-layout.js';
import { answers, lastLine, runCommand } from './run-command.js';

const SOURCES = ['tfjs_backend', 'tfjs_binding'];

/** The C++ compiler to use: `CXX` if set, else the first of c++, g++, clang++ that runs; null where none does. */
export async function findCompiler(): Promise<readonly string[] | null> {
  const chosen = process.env.CXX?.trim();
  const candidates = chosen ? [chosen.split(/\s+/)] : [['c++'], ['g++'], ['clang++']];
  for (const candidate of candidates) if (await answers(candidate)) return candidate;
  return null;
}

/**
 * Compiles the package's N-API binding against the TensorFlow headers and libraries. The result finds its libraries
 * relative to itself, so the folder may be moved.
 *
 * @throws EchoError `backend-unavailable` with the compiler's first complaint.
 */
export async function compileBinding(
  compiler: readonly string[],
  layout: Layout,
  headers: string,
): Promise<void> {
  const nodeHeaders = createRequire(import.meta.url)('node-api-headers') as { include_dir: string };
  const flags = [
    '-std=c++17',
    '-O2',
    '-fPIC',
    '-DNAPI_VERSION=8',
    '-I',
    headers,
    '-I',
    nodeHeaders.include_dir,
  ];
  await mkdir(dirname(layout.binding), { recursive: true });
  await Promise.all(
    SOURCES.map((name) => {
      const source = join(layout.packageFolder, 'binding', `${name}.cc`);
      return compile([...compiler, ...flags, '-c', source, '-o', join(headers, `${name}.o`)]);
    }),
  );
  const objects = SOURCES.map((name) => join(headers, `${name}.o`));
  const libraries = [`-L${layout.libraries}`, '-ltensorflow', '-ltensorflow_framework'];
  const search = '-Wl,-rpath,$ORIGIN/../../deps/lib';
  await compile([...compiler, '-shared', '-o', layout.binding, ...objects, ...libraries, search]);
}

async function compile(command: readonly string[]): Promise<void> {
  const result = await runCommand(command);
  if (result.code === 0) return;
  const complaint = /error: .*/.exec(result.stderr)?.[0] ?? lastLine(result.stderr);
  throw new EchoError(
    'backend-unavailable',
    `${command[0]} could not compile the TensorFlow binding (${complaint}).`,
  );
}
