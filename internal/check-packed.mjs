/**
 * What each package would publish, by `npm pack --dry-run`: no tests and no helpers of tests, and every
 * module that its build imports is a dependency, whose version comes from the catalog. Needs a build.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';

const UNWANTED = /(^|\/)testing\/|\.test(-d)?\.ts$/;
const IMPORT = /(?:\bfrom|\bimport|\b(?:import|require)\()\s*["']((?:node:|@[\w-]+\/)?[\w-][\w./-]*)["']/g;
const problems = [];

for (const folder of readdirSync('packages')) {
  const cwd = `packages/${folder}`;
  const manifest = JSON.parse(readFileSync(`${cwd}/package.json`, 'utf8'));
  const [{ files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel', 'error'], {
      cwd,
      encoding: 'utf8',
    }),
  );
  const known = new Set(
    [manifest.name, manifest.dependencies, manifest.peerDependencies].flatMap((d) =>
      typeof d === 'string' ? d : Object.keys(d ?? {}),
    ),
  );
  // The scripts of a page are bundled whole; what they would ask for outside a browser is never asked.
  const isPage = Object.keys(manifest.exports ?? {}).every((entry) => entry === './package.json');
  for (const { path } of files) {
    if (UNWANTED.test(path)) problems.push(`${cwd} publishes ${path}; leave it out of "files".`);
    if (isPage || !/^dist\/.*\.(js|cjs|d\.ts|d\.cts)$/.test(path)) continue;
    const text = readFileSync(`${cwd}/${path}`, 'utf8');
    // Docstrings hold examples, which import what a reader has installed.
    const code = /\.d\.c?ts$/.test(path) ? text.replace(/\/\*[\s\S]*?\*\//g, '') : text;
    for (const [, name] of code.matchAll(IMPORT)) {
      const dependency = name.split('/', name.startsWith('@') ? 2 : 1).join('/');
      if (!isBuiltin(name) && !known.has(dependency))
        problems.push(`${cwd}/${path} imports ${name}; add ${dependency} to its dependencies.`);
    }
  }
  for (const [kind, list] of Object.entries(manifest).filter(([key]) =>
    /^(dev|optional)?[dD]ependencies$/.test(key),
  ))
    for (const [name, range] of Object.entries(list))
      if (!/^(catalog|workspace):/.test(range))
        problems.push(`${cwd} has ${name} ${range} in ${kind}; take its version from the catalog.`);
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log('The packages publish neither tests nor imports they do not declare.');
