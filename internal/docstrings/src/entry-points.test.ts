import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT } from './source-files.js';

interface EntryPoint {
  readonly name: string;
  readonly folder: string;
  /** The source of the entry point within the package. */
  readonly source: string;
}

const ENTRY_POINTS: readonly EntryPoint[] = readdirSync(`${ROOT}packages`)
  .map((name) => `${ROOT}packages/${name}/`)
  .filter((folder) => existsSync(`${folder}package.json`))
  .flatMap((folder) => {
    const { name, exports } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
    return Object.entries<{ readonly '@echo/source'?: string }>(exports).flatMap(([path, target]) => {
      const source = target['@echo/source']?.slice(2);
      return source ? [{ name: name + path.slice(1), folder, source }] : [];
    });
  });

test.each(ENTRY_POINTS)('a test holds the names of $name', ({ folder, source }) => {
  const tests = readdirSync(`${folder}src`).filter((file) => file.endsWith('.test.ts'));
  const text = tests.map((file) => readFileSync(`${folder}src/${file}`, 'utf8')).join('\n');
  expect(text).toContain(`import('${source.replace('src/', './').replace('.ts', '.js')}')`);
});

const textOf = ({ folder, source }: EntryPoint) => readFileSync(folder + source, 'utf8');
const isLong = (entry: EntryPoint) => (textOf(entry).match(/^export (?:type )?\{/gm) ?? []).length > 3;

test.each(ENTRY_POINTS.filter(isLong))('$name is a table of contents', (entry) => {
  const parts = textOf(entry).split('\n\n');
  parts.forEach((part, i) => {
    if (!/^export (type )?\{/.test(part)) return;
    expect(parts[i - 1]).toMatch(/^\/\/ .+$/);
    expect(part).not.toMatch(/^\/\//m);
  });
});
