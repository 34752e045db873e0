import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { PAGE_SCRIPT } from './page-script.js';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Written with UPDATE_SCRIPT=1. */
test('the script of a page is what its source is built to, and small', async () => {
  const { outputFiles } = await build({
    entryPoints: [path('./filter-mistakes.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const built = (outputFiles[0]?.text ?? '').trim();
  const module = `/** Built from filter-mistakes.ts; a test compares them. */\nexport const PAGE_SCRIPT =\n  // biome-ignore lint/suspicious/noTemplateCurlyInString: minified code\n  ${JSON.stringify(built)};\n`;
  if (process.env.UPDATE_SCRIPT === '1') writeFileSync(path('./page-script.ts'), module);
  else expect(PAGE_SCRIPT).toBe(built);
  expect(readFileSync(path('./page-script.ts'), 'utf8')).toContain('PAGE_SCRIPT');
  expect(built.length).toBeLessThan(30_000);
  expect(built).not.toContain('</');
});
