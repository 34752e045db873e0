import { expect, test } from 'vitest';
import { seriesStyles } from './series-style.js';
import { darkStyle, THEMES } from './theme.js';

test('the themes have the same roles, and no colour of the light one has two', () => {
  const { light, dark } = THEMES;
  expect(Object.keys(dark)).toEqual(Object.keys(light));
  const colors = Object.values(light).flat() as readonly string[];
  expect(new Set(colors).size).toBe(colors.length);
  expect(Object.values(dark).flat()).toHaveLength(colors.length);
  expect(darkStyle('.figure')).toContain('.figure [fill="#ffffff"]{fill:#12161c}');
});

test.each(Object.entries(THEMES))('%s: text stands out from its background as WCAG AA asks', (_, theme) => {
  for (const color of [theme.text, theme.muted])
    expect(contrast(color, theme.background)).toBeGreaterThan(4.5);
  for (const color of [...theme.series, theme.reference])
    expect(contrast(color, theme.background)).toBeGreaterThan(3);
  theme.diverging.forEach((color, i) => {
    const strong = i <= 1 || i >= theme.diverging.length - 2;
    expect(contrast(color, strong ? theme.background : theme.text), color).toBeGreaterThan(
      strong ? 2.5 : 4.5,
    );
  });
});

// Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB.
const BLINDNESS = {
  none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

test.each(Object.entries(BLINDNESS))('the first four series keep apart with %s', (_, matrix) => {
  for (const theme of Object.values(THEMES)) {
    const seen = theme.series.slice(0, 4).map((color) => lab(transformed(linear(color), matrix)));
    seen.forEach((a, i) => {
      for (const b of seen.slice(i + 1))
        expect(Math.hypot(...a.map((x, j) => x - (b[j] as number)))).toBeGreaterThan(10);
    });
  }
});

test('series that share a colour differ in dash and shape', () => {
  const styles = seriesStyles(THEMES.light, 24);
  expect(new Set(styles.map((style) => JSON.stringify(style))).size).toBe(24);
  expect(seriesStyles(THEMES.light, 1)[0]).toEqual(seriesStyles(THEMES.light, 2)[1]);
});

function linear(color: string): readonly number[] {
  return [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
}

const transformed = (rgb: readonly number[], matrix: readonly number[]) =>
  [0, 3, 6].map((row) => rgb.reduce((sum, c, i) => sum + c * (matrix[row + i] as number), 0));

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = linear(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** CIELAB with the white point D65. */
function lab([r = 0, g = 0, b = 0]: readonly number[]): readonly number[] {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
