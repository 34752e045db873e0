import { defineConfig, type Options } from 'tsup';

/** One build for every library: ES modules with types; `cjs` adds CommonJS beside them. */
export function library(
  options: Pick<Options, 'entry' | 'shims'> & { cjs?: boolean } = {},
): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry: options.entry ?? ['src/index.ts'],
    format: options.cjs ? ['esm', 'cjs'] : ['esm'],
    target: 'node20',
    dts: true,
    sourcemap: true,
    clean: true,
    shims: options.shims ?? false,
  });
}
