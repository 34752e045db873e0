import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { calibrationReport } from './index.js';

const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

const predictions = Array.from({ length: 200 }, (_, i) => ({
  confidence: ((i * 37) % 101) / 100,
  correct: (i * 7919) % 101 < (i * 37) % 101,
  domain: i % 2 ? 'math' : 'logic',
}));

/** To ten digits: engines differ in the last ones of `Math.exp`. */
function rounded(report: unknown): unknown {
  return JSON.parse(
    JSON.stringify(report, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(10)) : value)),
  );
}

test.skipIf(!browserPath)('the whole report is the same in Chromium', async () => {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('./index.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'metrics',
    platform: 'browser',
  });
  const browser = await chromium.launch({ executablePath: browserPath as string, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
    const report: unknown = await page.evaluate(
      `metrics.calibrationReport(${JSON.stringify(predictions)}, { resamples: 50 })`,
    );
    expect(rounded(report)).toEqual(rounded(calibrationReport(predictions, { resamples: 50 })));
  } finally {
    await browser.close();
  }
});
