import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('what is imported at once needs no Node', async () => {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL('index.ts', import.meta.url))],
    bundle: true,
    splitting: true,
    format: 'esm',
    write: false,
    outdir: 'browser',
    metafile: true,
    platform: 'neutral',
    conditions: ['@echo/source'],
    external: ['node:*', '@tensorflow/*', '@echo/tfjs-native', '@bufbuild/protobuf'],
  });
  const found = new Set<string>();
  const visited = new Set<string>();
  const visit = (output: string) => {
    if (visited.has(output)) return;
    visited.add(output);
    for (const { path, external, kind } of metafile.outputs[output]?.imports ?? []) {
      if (kind === 'dynamic-import') continue;
      if (external) found.add(path);
      else visit(path);
    }
  };
  visit(Object.keys(metafile.outputs).find((path) => path.endsWith('/index.js')) ?? '');
  expect([...found].sort()).toEqual(['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers']);
  expect(visited.size).toBeLessThan(Object.keys(metafile.outputs).length);
});
