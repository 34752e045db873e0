import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { toSvg } from './render/index.js';
import { SAMPLE_FIGURES } from './testing/sample-figures.js';

const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

const bundle = (entry: string) =>
  build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'iife',
    globalName: 'plots',
    platform: 'browser',
    conditions: ['@echo/source'],
  });

test('the specifications need neither Node nor Vega, and are small', async () => {
  const { metafile, outputFiles } = await bundle('./index.ts');
  expect(Object.keys(metafile.inputs).filter((path) => /vega|resvg|^node:/.test(path))).toEqual([]);
  expect(outputFiles[0]?.contents.length).toBeLessThan(90_000);
});

test.skipIf(!browserPath)('a page draws the same SVG as Node', async () => {
  const { outputFiles } = await bundle('./render/index.ts');
  const browser = await chromium.launch({ executablePath: browserPath as string, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    for (const draw of Object.values(SAMPLE_FIGURES)) {
      const spec = draw({ title: 'A figure', source: 'made-up answers' });
      const drawn: string = await page.evaluate(`plots.toSvg(${JSON.stringify(spec)})`);
      expect(difference(drawn, await toSvg(spec))).toBeNull();
    }
  } finally {
    await browser.close();
  }
});

/** The first place where two documents differ by more than the last digits of `Math.cos` do, or null. */
function difference(a: string, b: string): string | null {
  const parts = (svg: string) => svg.split(/(-?\d+\.?\d*)/);
  const theirs = parts(b);
  const at = parts(a).findIndex((part, i) => {
    const other = theirs[i] ?? '';
    return part !== other && !(Math.abs(Number(part) - Number(other)) < 2e-3);
  });
  return at < 0
    ? null
    : `${parts(a)
        .slice(at, at + 3)
        .join('')} instead of ${theirs.slice(at, at + 3).join('')}`;
}
