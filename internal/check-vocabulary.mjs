/** Fails where a retired word of `vocabulary.txt` occurs, naming file, line, word and the standard term. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const CHECKED = [
  'packages',
  'examples',
  'experiments',
  'benchmarks',
  'datasets/src',
  'internal/pretrain-nano',
  'docs',
  'README.md',
];
const EXCLUDED = [
  'docs/log.md',
  'docs/results',
  'docs/glossary.md',
  'packages/tasks/data',
  'packages/nano/model',
  'datasets/src/facts',
  'datasets/src/families',
];
const EXCLUDED_NAMES =
  /(^|\/)(CHANGELOG\.md|fixtures\/.*|.*\.(jsonl|safetensors|svg|png|gguf|npz|bin|parquet))$/;

const isIn = (file, paths) => paths.some((path) => file === path || file.startsWith(`${path}/`));

function readVocabulary() {
  const lines = readFileSync(new URL('vocabulary.txt', import.meta.url), 'utf8').split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [, source, flags, term, allowed = ''] = /^\/(.+)\/([a-z]*) => (.+?)(?: @ (.+))?$/.exec(line) ?? [];
    if (source === undefined)
      throw new Error(`internal/vocabulary.txt:${i + 1} is not /regular expression/flags => term @ paths.`);
    const paths = allowed.split(',').map((path) => path.trim());
    return [{ pattern: new RegExp(source, `${flags}g`), term, allowed: paths.filter(Boolean) }];
  });
}

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 26,
});
const files = [...new Set(listed.split('\0'))].filter(
  (file) => isIn(file, CHECKED) && !isIn(file, EXCLUDED) && !EXCLUDED_NAMES.test(file),
);
const vocabulary = readVocabulary();
const findings = [];

for (const file of files) {
  let text;
  try {
    text = readFileSync(`${root}${file}`, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') continue;
    throw error;
  }
  const words = vocabulary.filter(({ allowed }) => !isIn(file, allowed));
  for (const { pattern, term } of words) {
    for (const [word] of file.matchAll(pattern))
      findings.push(`${file}: the file name has the retired word “${word}”; say ${term}.`);
  }
  text.split('\n').forEach((line, i) => {
    for (const { pattern, term } of words)
      for (const [word] of line.matchAll(pattern))
        findings.push(`${file}:${i + 1}: “${word}” is a retired word; say ${term}.`);
  });
}

for (const finding of findings) console.error(finding);
if (findings.length === 0) console.log(`${files.length} files hold none of the retired words.`);
else process.exitCode = 1;
