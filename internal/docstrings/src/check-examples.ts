/**
 * Type-checks and runs every example fenced as `ts` in a docstring or README of the packages.
 *
 * Values that examples state as `// → value` are compared. `npm run check:examples`; for some packages alone,
 * `npm run check:examples -- metrics reward`. An example becomes a module of the folder `.examples`, which
 * sees all packages and what they depend on. Fences marked `ts no-run` are type-checked only, those marked
 * `ts ignore` left alone.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exampleModule } from './example-module.js';
import { type Example, examplesOf } from './examples.js';
import { comparisons } from './expect-value.js';
import { filesOf, publishedSources, ROOT } from './source-files.js';
import { typeFaults } from './type-faults.js';
import { linkPackages } from './workspace-links.js';

const FOLDER = `${ROOT}.examples`;
const removeFolder = () => rmSync(FOLDER, { recursive: true, force: true });

const packageOf = (file: string) => file.split('/')[1] ?? '';
const wanted = process.argv.slice(2);
const files = [...publishedSources(), ...filesOf('packages/*/README.md')].filter(
  (file) => wanted.length === 0 || wanted.includes(packageOf(file)),
);

removeFolder();
process.once('exit', removeFolder);
mkdirSync(FOLDER);
writeFileSync(join(FOLDER, 'package.json'), '{ "type": "module" }');
linkPackages(join(FOLDER, 'node_modules'));
const modules = new Map<string, Example>();
for (const example of files.flatMap((file) => examplesOf(file, readFileSync(ROOT + file, 'utf8')))) {
  const { file, line } = example;
  const path = join(FOLDER, `${packageOf(file)}-${basename(file).replace(/\.\w+$/, '')}-${line}.ts`);
  modules.set(path, example);
  writeFileSync(path, exampleModule(example, '../internal/docstrings/src/expect-value.ts'));
}

const print = console.log;
const faultsOfTypes = typeFaults(modules);
const faults = [...faultsOfTypes.values()].flat();
process.chdir(FOLDER); // files that an example writes go with the folder
console.log = () => {};
for (const [path, { file, line, runs }] of modules) {
  if (!runs || faultsOfTypes.has(path)) continue;
  try {
    await import(pathToFileURL(path).href);
  } catch (error) {
    faults.push(`${file}:${line}: throws ${error instanceof Error ? error.message : String(error)}`);
  }
}
faults.push(...comparisons.faults);
for (const fault of faults) console.error(fault);
print(`${modules.size} examples, ${comparisons.count} values, ${faults.length} faults.`);
process.exit(faults.length > 0 ? 1 : 0);
