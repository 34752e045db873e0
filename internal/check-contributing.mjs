// Checks that CONTRIBUTING.md has one line for every file of packages/policy/src, and no line for another.
import { readdirSync, readFileSync } from 'node:fs';

const files = readdirSync('packages/policy/src', { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
const [, section = ''] = readFileSync('CONTRIBUTING.md', 'utf8').split(
  '## The files of `packages/policy/src`',
);
const lines = [...section.matchAll(/^\| `([^`]+\.ts)` +\| (.*?) *\|$/gm)].map(([, file]) => file);
const missing = files.filter((file) => !lines.includes(file));
const stray = lines.filter((file, i) => !files.includes(file) || lines.indexOf(file) < i);
for (const file of missing)
  console.error(`CONTRIBUTING.md has no line for packages/policy/src/${file}; add one.`);
for (const file of stray) console.error(`CONTRIBUTING.md has a line too many for ${file}; remove it.`);
process.exitCode = missing.length + stray.length > 0 ? 1 : 0;
