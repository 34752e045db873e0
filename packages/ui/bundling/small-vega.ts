import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Packages and source files of Vega that no figure of `@echo/plots` needs. */
const UNUSED = [
  'd3-geo|d3-dsv|topojson-client',
  'vega-(?:geo|force|hierarchy|label|regression|voronoi|wordcloud|crossfilter|projection)',
  '\\./palettes\\.js',
  '\\./src/(?:CountPattern|Cross|Density|DotBin|Flatten|Fold|Impute|KDE|Pivot|Quantile|Sample|TimeUnit|Window)\\.js',
];

/** Taken by their source files, of which some can be left out; what they publish is one file. */
const BY_SOURCE = ['vega-scale', 'vega-transforms'];

/** Aliases that leave out of Vega what no figure needs: 60 kB of the compressed page. */
export function smallVega(): { find: RegExp; replacement: string }[] {
  const vega = createRequire(createRequire(import.meta.url).resolve('vega'));
  const source = (name: string) => join(dirname(vega.resolve(name)), '..', 'index.js');
  return [
    {
      find: new RegExp(`^(?:${UNUSED.join('|')})$`),
      replacement: fileURLToPath(new URL('unused-vega.ts', import.meta.url)),
    },
    ...BY_SOURCE.map((name) => ({ find: new RegExp(`^${name}$`), replacement: source(name) })),
  ];
}
