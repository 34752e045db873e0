/**
 * The import graph of the packages, from their package.json and turbo.json.
 *
 * `node internal/package-graph.mjs` writes it into docs/architecture.md between its two markers, `--check`
 * fails when what stands there is not it.
 *
 * An arrow that does not look down a layer, and so any circle, is an error.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'docs/architecture.md';
const [BEGIN, END] = ['<!-- package graph: begin -->', '<!-- package graph: end -->'];
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

const short = (name) => name.replace('@echo/', '');
const isOurs = (name) => name.startsWith('@echo/') || name === 'echo-rl';

const packages = readdirSync('packages').map((folder) => {
  const { name, files, dependencies = {}, devDependencies } = json(`packages/${folder}/package.json`);
  const [tag] = json(`packages/${folder}/turbo.json`).tags;
  // What a page bundles is installed with none of its users, so that it stands under devDependencies.
  const isPage = files.includes('dist-static');
  const knows = Object.keys(isPage ? devDependencies : dependencies).filter(isOurs);
  return {
    name: short(name),
    layer: Number(tag.split(':')[1]),
    knows: knows.map(short).sort(),
  };
});
const layerOf = new Map(packages.map(({ name, layer }) => [name, layer]));
const upward = packages.flatMap(({ name, layer, knows }) =>
  knows
    .filter((other) => !(layerOf.get(other) < layer))
    .map((other) => `${name} (layer ${layer}) imports ${other} (layer ${layerOf.get(other)})`),
);
if (upward.length > 0) {
  console.error(`Packages may only import from layers below: ${upward.join('; ')}.`);
  process.exit(1);
}

const layers = [...new Set(packages.map(({ layer }) => layer))].sort((a, b) => b - a);
const drawing = [
  '```mermaid',
  'graph TD',
  ...layers.flatMap((layer) => [
    `  subgraph layer ${layer}`,
    ...packages.filter((p) => p.layer === layer).map(({ name }) => `    ${name}`),
    '  end',
  ]),
  ...packages.flatMap(({ name, knows }) => knows.map((other) => `  ${name} --> ${other}`)),
  '```',
].join('\n');
const page = readFileSync(FILE, 'utf8');
const [before, rest] = page.split(BEGIN);
const after = rest?.split(END)[1];
if (after === undefined) throw new Error(`${FILE} needs the lines ${BEGIN} and ${END}.`);
const drawn = `${before}${BEGIN}\n\n${drawing}\n\n${END}${after}`;
if (!process.argv.includes('--check')) writeFileSync(FILE, drawn);
else if (drawn !== page) {
  console.error(
    `${FILE} shows another import graph than the packages have; run: node internal/package-graph.mjs`,
  );
  process.exit(1);
}
