/** The package.json of this package, beside the sources and beside the build. */
export const MANIFEST: URL = new URL('../package.json', import.meta.url);
