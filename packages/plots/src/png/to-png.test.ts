import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { SAMPLE_FIGURES } from '../testing/sample-figures.js';
import { measureText, type Weight } from '../text/measure.js';
import { toPng } from './to-png.js';

const folder = fileURLToPath(new URL('../testing/images/', import.meta.url));
const update = process.env.UPDATE_IMAGES === '1';

/** Of the pixels: edges of text and lines fall a little differently between builds of the renderer. */
const TOLERANCE = 0.002;

/** Small pictures: half a pixel a pixel, at the width of a phone. */
const SCALE = 0.5;

/** The other theme differs in colours alone. */
const IN_THE_DARK = ['reliability diagram', 'domain heatmap'];

test.each(Object.entries(SAMPLE_FIGURES))('the picture of %s is as kept', async (name, draw) => {
  const options = { title: 'A figure', source: 'made-up answers', width: 360 };
  const themes = ['light', ...(IN_THE_DARK.includes(name) ? ['dark' as const] : [])] as const;
  for (const theme of themes) {
    const drawn = PNG.sync.read(Buffer.from(await toPng(draw({ ...options, theme }), { scale: SCALE })));
    const path = `${folder}${name.replaceAll(' ', '-')}-${theme}.png`;
    if (update) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, PNG.sync.write(drawn, { colorType: 2, deflateLevel: 9 }));
    }
    expect(existsSync(path), `${path} is missing: run with UPDATE_IMAGES=1 and look at it`).toBe(true);
    const kept = PNG.sync.read(readFileSync(path));
    expect([drawn.width, drawn.height]).toEqual([kept.width, kept.height]);
    const different = pixelmatch(drawn.data, kept.data, undefined, kept.width, kept.height, {
      threshold: 0.2,
    });
    expect(different / (kept.width * kept.height)).toBeLessThan(TOLERANCE);
  }
});

test('a picture with one more point is told from the kept one', async () => {
  const draw = SAMPLE_FIGURES['risk coverage'];
  if (!draw) throw new Error('no such figure');
  const spec = draw({ title: 'A figure', source: 'made-up answers', width: 360 });
  const point = {
    type: 'symbol',
    encode: {
      update: { x: { value: 150 }, y: { value: 200 }, size: { value: 900 }, fill: { value: '#d55e00' } },
    },
  } as const;
  const [with_, without] = await Promise.all(
    [{ ...spec, marks: [...(spec.marks ?? []), point] }, spec].map(async (each) =>
      PNG.sync.read(Buffer.from(await toPng(each, { scale: SCALE }))),
    ),
  );
  if (!with_ || !without) throw new Error('no picture');
  const { width, height } = without;
  const different = pixelmatch(with_.data, without.data, undefined, width, height, { threshold: 0.2 });
  expect(different / (width * height)).toBeGreaterThan(TOLERANCE);
});

test('the same figure gives the same bytes, at the scale asked for', async () => {
  const draw = () =>
    SAMPLE_FIGURES['grade heatmap']?.({ title: 'A figure', source: 'made-up answers', width: 400 });
  const spec = draw();
  if (!spec) throw new Error('no such figure');
  const bytes = await toPng(spec);
  expect(Buffer.from(await toPng(spec)).equals(Buffer.from(bytes))).toBe(true);
  expect(PNG.sync.read(Buffer.from(bytes)).width).toBe(800);
});

test.each(['regular', 'bold'] as const)('text has the width it is measured with, %s', (weight: Weight) => {
  const font = fileURLToPath(new URL(`../../fonts/arimo-${weight}.ttf`, import.meta.url));
  for (const text of [
    'Stated confidence',
    '.063 [.049, .088]',
    '100 % − 1,428 ≥ ½',
    'ΔΩ Ångström Щ',
    'mmmiii',
  ]) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="60"><text x="20" y="40" font-family="Arimo" font-size="20" font-weight="${weight === 'bold' ? 700 : 400}">|${text}|</text></svg>`;
    const box = new Resvg(svg, { font: { fontFiles: [font], loadSystemFonts: false } }).getBBox();
    // The bars reach nearly to both ends of their own width; kerning pulls letters together.
    const bar = measureText('|', 20, weight);
    const ours = measureText(`|${text}|`, 20, weight) - bar;
    expect(box?.width).toBeLessThan(ours + 4);
    expect(box?.width).toBeGreaterThan(ours - 5);
  }
});
