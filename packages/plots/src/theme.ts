/** Colours that stay apart for colour-blind readers and in grey (Okabe & Ito 2008): vermilion, blue, green, orange, purple. */
export const SERIES_COLORS: readonly string[] = ['#D55E00', '#0072B2', '#009E73', '#E69F00', '#CC79A7'];

/** What every figure shares. */
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
