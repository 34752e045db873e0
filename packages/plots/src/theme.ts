/**
 * Colours that stay apart for colour-blind readers and in grey (Okabe & Ito 2008): vermilion, blue, green,
 * orange, purple.
 */
export const SERIES_COLORS: readonly string[] = ['#D55E00', '#0072B2', '#009E73', '#E69F00', '#CC79A7'];

/** The theme of every figure. */
export const THEME = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  background: 'white',
  padding: 12,
  config: {
    font: 'Helvetica, Arial, sans-serif',
    view: { stroke: '#ccc' },
    axis: { grid: true, gridColor: '#eee', labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal' },
    legend: { labelFontSize: 12, symbolSize: 90 },
    title: { fontSize: 14, fontWeight: 'bold', offset: 10 },
  },
} as const;

/** An axis of probabilities. */
export const probability = () => ({
  type: 'quantitative' as const,
  scale: { domain: [0, 1] },
  axis: { format: '.0%', values: [0, 0.2, 0.4, 0.6, 0.8, 1] },
});

/** A probability upward. */
export const probabilityUp = (field: string, title: string) => ({
  field,
  type: 'quantitative' as const,
  title,
  scale: { domain: [0, 1] },
  axis: { format: '.0%' },
});

/** The line on which both axes agree. */
export const diagonal = () => ({
  data: {
    values: [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ],
  },
  mark: { type: 'line' as const, color: '#999', strokeDash: [5, 4], strokeWidth: 1 },
  encoding: {
    x: { field: 'x', type: 'quantitative' as const },
    y: { field: 'y', type: 'quantitative' as const },
  },
});

/** A colour for each name in a field, explained above the figure. */
export function namedColors(
  field: string,
  names: readonly string[],
  range: readonly string[] = SERIES_COLORS,
) {
  return {
    field,
    type: 'nominal',
    scale: { domain: [...names], range: [...range] },
    legend: { orient: 'top', title: null, labelLimit: 0 },
  } as const;
}
