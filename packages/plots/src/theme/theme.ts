/** The names of the themes. */
export type ThemeName = 'light' | 'dark';

/** The colours of a theme; a colour stands for one thing, so that one theme can be mapped onto the other. */
export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly axis: string;
  /** What is compared with: the diagonal, a base rate. */
  readonly reference: string;
  /** What calibrated confidences would show. */
  readonly band: string;
  /** The hatching of empty cells. */
  readonly hatch: string;
  /** Models, or moments of a training. */
  readonly series: readonly string[];
  /** From strongly underconfident over calibrated to strongly overconfident. */
  readonly diverging: readonly string[];
  /** From few to many. */
  readonly sequential: readonly string[];
}

/**
 * The series keep apart for colour-blind readers and in grey (Okabe & Ito 2008): vermilion, blue, green,
 * purple, orange, sky blue, then
 * grey and violet. The diverging scale runs from purple to orange (PuOr of ColorBrewer).
 */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: '#ffffff',
    text: '#1b1f24',
    muted: '#57606a',
    grid: '#e7eaee',
    axis: '#8c959f',
    reference: '#6e7781',
    band: '#d3d9e0',
    hatch: '#c4cbd3',
    series: ['#d55e00', '#0072b2', '#009e73', '#b85c96', '#b07d00', '#3d97cc', '#4a515b', '#7a4fc4'],
    diverging: [
      '#542788',
      '#8073ac',
      '#b2abd2',
      '#d8daeb',
      '#f4f4f4',
      '#fee0b6',
      '#fdb863',
      '#e08214',
      '#b35806',
    ],
    sequential: ['#eaf2f9', '#cfe1f2', '#a6cbe6', '#74acd5', '#3f87bf', '#1b5f9c'],
  },
  dark: {
    background: '#12161c',
    text: '#e6edf3',
    muted: '#a0abb8',
    grid: '#252c36',
    axis: '#66707c',
    reference: '#98a2ae',
    band: '#3a434e',
    hatch: '#414b57',
    series: ['#f58442', '#58b1ef', '#33c6a0', '#e39ccb', '#e8b93c', '#a8dcff', '#c9d1da', '#b39df0'],
    diverging: [
      '#b9a3ea',
      '#8d7cc4',
      '#63578f',
      '#403a5a',
      '#2a2e35',
      '#57432a',
      '#8a6224',
      '#c5852a',
      '#f5ac4e',
    ],
    sequential: ['#1a2530', '#1f3a52', '#275a82', '#3480b5', '#58a9de', '#9ad2f7'],
  },
};

/**
 * Style rules that show SVGs of the light theme in the colours of the dark one.
 *
 * For SVG inside a page: presentation attributes yield to style rules. `scope` is a selector such as
 * `.figure`.
 */
export function darkStyle(scope: string): string {
  return Object.entries(colorPairs())
    .map(
      ([light, dark]) =>
        `${scope} [fill="${light}"]{fill:${dark}}${scope} [stroke="${light}"]{stroke:${dark}}`,
    )
    .join('');
}

/** The colour of the dark theme for each of the light one. */
function colorPairs(): Readonly<Record<string, string>> {
  const colors = (theme: Theme) => Object.values(theme).flat() as readonly string[];
  const dark = colors(THEMES.dark);
  return Object.fromEntries(colors(THEMES.light).map((color, i) => [color, dark[i] as string]));
}
