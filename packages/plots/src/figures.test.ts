import { createHash } from 'node:crypto';
import { isEchoError } from '@echo/core';
import { describe, expect, test } from 'vitest';
import type { FigureSpec } from './index.js';
import * as plots from './index.js';
import { toSvg } from './render/index.js';
import { EXTREME_FIGURES, SAMPLE_FIGURES } from './testing/sample-figures.js';
import { textBoxes, textFaults } from './testing/text-boxes.js';

const options = { title: 'A figure', source: 'made-up answers' } as const;

interface Marks {
  readonly type: string;
  readonly marks?: readonly Marks[];
  readonly encode?: { readonly update?: { readonly text?: { readonly value?: string } } };
}

/** The words and marks of a specification, and a digest of all of it. */
function outline(spec: FigureSpec) {
  const all = (marks: readonly Marks[]): readonly Marks[] =>
    marks.flatMap((mark) => [mark, ...all(mark.marks ?? [])]);
  const marks = all(spec.marks as unknown as readonly Marks[]);
  const types: Record<string, number> = {};
  for (const { type } of marks) types[type] = (types[type] ?? 0) + 1;
  return {
    size: `${spec.width} × ${spec.height}`,
    marks: types,
    words: marks.flatMap(({ encode }) => encode?.update?.text?.value ?? []),
    // Ten digits: the last ones of `Math.exp` and `Math.cos` differ between machines.
    digest: createHash('sha256')
      .update(
        JSON.stringify(spec, (_, value) =>
          typeof value === 'number' ? Number(value.toPrecision(10)) : value,
        ),
      )
      .digest('hex')
      .slice(0, 16),
  };
}

describe.each(Object.entries(SAMPLE_FIGURES))('%s', (_, draw) => {
  test('has this specification', () => {
    expect(outline(draw(options))).toMatchSnapshot();
  });

  test('is plain JSON and the same each time, to the byte', async () => {
    const spec = draw(options);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(JSON.stringify(draw(options))).toBe(JSON.stringify(spec));
    const svg = await toSvg(spec);
    expect(svg).toMatch(/^<svg role="img" aria-label="A figure/);
    expect(svg).toContain('Source: made-up answers');
    expect(svg).not.toMatch(/NaN|undefined|Infinity|clip-path/);
    expect(await toSvg(draw(options))).toBe(svg);
  });
});

const DRAWN = Object.entries({ ...SAMPLE_FIGURES, ...EXTREME_FIGURES }).flatMap(([name, draw]) =>
  [640, 360, 300].flatMap((width) =>
    (['light', 'dark'] as const).map((theme) => ({ name, width, theme, draw })),
  ),
);

test.each(DRAWN)(
  '$name at $width pixels, $theme: no text crosses another or the edge',
  async ({ width, theme, draw }) => {
    const spec = draw({ ...options, width, theme });
    expect(spec.width).toBeLessThanOrEqual(width);
    expect(await textFaults(spec)).toEqual([]);
  },
);

test('a text that crosses another or the edge is found', async () => {
  const text = (x: number, words: string) => ({
    type: 'text' as const,
    encode: {
      update: { x: { value: x }, y: { value: 20 }, text: { value: words }, font: { value: 'Arimo' } },
    },
  });
  const group = (x: number, ...marks: object[]) => ({
    type: 'group' as const,
    encode: { update: { x: { value: x } } },
    marks,
  });
  const spec = {
    width: 200,
    height: 40,
    autosize: 'none',
    marks: [text(0, 'one two'), group(20, text(0, 'three')), group(100, group(90, text(0, 'over the edge')))],
  } as unknown as FigureSpec;
  expect((await textBoxes(spec)).map((box) => box.text)).toEqual(['one two', 'three', 'over the edge']);
  expect(await textFaults(spec)).toEqual([
    '“over the edge” leaves the figure',
    '“one two” lies over “three”',
  ]);
});

test('hostile names are text, without control characters and marks of direction', async () => {
  const svg = await toSvg(EXTREME_FIGURES['strange diagrams']?.(options) as FigureSpec);
  expect(svg).toContain('&lt;img');
  expect(svg).not.toMatch(/<img|\p{Cc}|\p{Cf}|\p{Cs}/u);
});

const thrown = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

const EMPTY: Readonly<Record<string, () => unknown>> = {
  reliabilityDiagram: () =>
    plots.reliabilityDiagram(
      [
        {
          label: 'x',
          bins: [{ low: 0, high: 1, count: 0, meanConfidence: null, accuracy: null, interval: null }],
        },
      ],
      options,
    ),
  confidenceDistribution: () => plots.confidenceDistribution([{ label: 'x', bins: [] }], options),
  scoreDecomposition: () => plots.scoreDecomposition([], options),
  domainComparison: () => plots.domainComparison([{ label: 'x', domains: [] }], options),
  domainHeatmap: () =>
    plots.domainHeatmap(
      [{ domain: 'x', low: 0, high: 1, n: 0, meanConfidence: null, accuracy: null }],
      options,
    ),
  gradeHeatmap: () => plots.gradeHeatmap([], options),
  fingerprintRadar: () => plots.fingerprintRadar([], options),
  fingerprintDumbbell: () => plots.fingerprintDumbbell([], options),
  riskCoverage: () => plots.riskCoverage([{ label: 'x', n: 0, curve: [] }], options),
  baselineComparison: () => plots.baselineComparison([], { ...options, n: 0 }),
  elicitationComparison: () => plots.elicitationComparison([], { ...options, n: 0 }),
  trainingCurves: () => plots.trainingCurves([{ label: 'x', steps: [] }], options),
  learningCurves: () => plots.learningCurves([{ title: 'x', values: [] }], { ...options, x: 'step' }),
  payoffCurve: () => plots.payoffCurve([], options),
  rewardCurve: () => plots.rewardCurve([], options),
};

test('every figure of nothing is refused in one sentence that says what to pass', () => {
  const figures = Object.entries(plots).filter(([name]) => /[a-z]/.test(name) && name in EMPTY);
  expect(figures.map(([name]) => name).sort()).toEqual(Object.keys(EMPTY).sort());
  for (const [name, draw] of Object.entries(EMPTY)) {
    const error = thrown(draw);
    expect(isEchoError(error, 'invalid-input'), name).toBe(true);
    expect(String(error), name).toMatch(/^EchoError: Expected data for .+, got none: pass .+\.$/);
  }
});

test('a radar of two domains is refused, a number that is not finite is named', () => {
  const domain = { n: 1, meanConfidence: 0.5, accuracy: { value: 0.5, low: 0.4, high: 0.6 } };
  const series = [{ label: 'x', domains: ['a', 'b'].map((name) => ({ ...domain, domain: name })) }];
  expect(() => plots.fingerprintRadar(series, options)).toThrow('draw `fingerprintDumbbell`');
  expect(plots.fingerprintDumbbell(series, options).width).toBe(640);
  const steps = [{ step: 1, reward: Number.NaN, accuracy: 0, meanConfidence: 0, ece: null }];
  expect(() => plots.trainingCurves([{ label: 'x', steps }], options)).toThrow(
    'Expected finite numbers for training curves, got NaN at 0.steps.0.reward: leave it out or pass null.',
  );
});

test.each([
  ['title', { title: ' ' }],
  ['source', { source: '' }],
  ['width', { width: 120 }],
  ['width', { width: Number.NaN }],
  ['theme', { theme: 'sepia' as 'dark' }],
])('a wrong %s is named in one sentence', (name, wrong) => {
  const error = thrown(() => SAMPLE_FIGURES['reward curve']?.({ ...options, ...wrong }));
  expect(isEchoError(error, 'invalid-input')).toBe(true);
  expect(String(error)).toMatch(new RegExp(`^EchoError: Expected \`${name}\` .*\\.$`));
});

test('more numbers stand below the title', async () => {
  const svg = await toSvg(
    SAMPLE_FIGURES['reward curve']?.({ ...options, detail: 'ECE .063 [.049, .088]' }) as FigureSpec,
  );
  expect(svg).toContain('101 probabilities · ECE .063 [.049, .088]');
});

test('a radar joins no spokes past one that a series has no answers of', () => {
  const row = (domain: string) => ({
    domain,
    n: 9,
    accuracy: { value: 0.5, low: 0.3, high: 0.7 },
    meanConfidence: 0.9,
  });
  const spokes = ['law', 'logic', 'math', 'music', 'news'];
  const series = [
    { label: 'all', domains: spokes.map(row) },
    { label: 'some', domains: ['logic', 'math', 'news'].map(row) },
  ];
  const spec = JSON.stringify(plots.fingerprintRadar(series, options));
  const joined = /"name":"joined","values":(\[.*?\}\])/.exec(spec)?.[1] ?? '[]';
  const points: readonly { readonly part: string; readonly domain: string }[] = JSON.parse(joined);
  const parts = [...new Set(points.map(({ part }) => part))];
  expect(parts.map((name) => points.flatMap(({ part, domain }) => (part === name ? [domain] : [])))).toEqual([
    [...spokes, 'law'],
    ['logic', 'math'],
  ]);
});
