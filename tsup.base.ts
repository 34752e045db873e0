import { defineConfig, type Options } from 'tsup';

/** One build for every library: ES modules with types; `cjs` adds CommonJS beside them. */
export function library(options: { entry?: string[]; cjs?: boolean } = {}): Options | Options[] | ReturnType<typeof defineConfig> {
  return defineConfig({
    entry: options.entry ?? ['src/index.ts'],
    format: options.cjs ? ['esm', 'cjs'] : ['esm'],
    target: 'node20',
    dts: true,
    sourcemap: true,
    clean: true,
  });
}
