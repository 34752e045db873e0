/**
 * Takes the place of what no figure of `@echo/plots` uses of Vega: maps, forces, trees, clouds,
 * loaders of files, colour schemes.
 *
 * The names are those that the rest of Vega imports.
 */
const unused = (): null => null;

export const geoArea = unused;
export const geoBounds = unused;
export const geoCentroid = unused;
export const projection = unused;
export const dsvFormat = unused;
export const feature = unused;
export const mesh = unused;

/** Colour schemes by name. */
export const continuous = {};
export const discrete = {};

export default unused;
