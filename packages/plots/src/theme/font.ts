/**
 * The font of every figure: Arimo, which is shipped, or any of the fonts that have its widths.
 *
 * Text is measured with it, so the layout holds wherever one of them is found.
 */
export const FONT = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif";

/** Sizes in pixels. */
export const SIZES = {
  title: 15,
  subtitle: 12,
  heading: 12,
  label: 11.5,
  tick: 11,
  note: 11,
  small: 10,
} as const;
