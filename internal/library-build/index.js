import { defineConfig } from 'tsup';

/**
 * One build for every library: ES modules with types; `cjs` adds CommonJS beside them.
 *
 * @param {Pick<import('tsup').Options, 'entry' | 'shims' | 'onSuccess'> & { cjs?: boolean }} [options]
 */
export function library({ entry = ['src/index.ts'], shims = false, cjs = false, onSuccess } = {}) {
  return defineConfig({
    entry,
    format: cjs ? ['esm', 'cjs'] : ['esm'],
    target: 'node20',
    dts: true,
    sourcemap: true,
    clean: true,
    shims,
    ...(onSuccess && { onSuccess }),
  });
}
