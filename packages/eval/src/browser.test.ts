import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test.each(['index', 'ai-sdk', 'openai'])(
  '%s is bundled for browsers without a Node module',
  async (entry) => {
    const { outputFiles, warnings } = await build({
      entryPoints: [fileURLToPath(new URL(`./${entry}.ts`, import.meta.url))],
      bundle: true,
      format: 'esm',
      platform: 'browser',
      conditions: ['@echo/source'],
      write: false,
    });
    expect(warnings).toEqual([]);
    expect(outputFiles[0]?.text).not.toMatch(/from "node:/);
  },
);
