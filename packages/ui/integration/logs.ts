import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'echo-ui-'));

export const HOSTILE =
  '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script> \u202egnp';

function file(name: string, rows: readonly (readonly unknown[])[]): string {
  const cell = (value: unknown) => `"${String(value).replace(/"/g, '""')}"`;
  const lines = rows.map((row) => row.map(cell).join(','));
  const path = join(folder, name);
  writeFileSync(path, `id,confidence,correct,domain,question,answer\n${lines.join('\n')}\n`);
  return path;
}

/** An ordinary log; its worst mistake is stated with 99 %. */
export const plainLog = (): string =>
  file(
    'answers.csv',
    Array.from({ length: 300 }, (_, i) => [
      `q${i}`,
      i === 137 ? 0.99 : 0.3 + ((i * 7) % 60) / 100,
      i !== 137 && i % 3 !== 0,
      ['math', 'logic', 'history'][i % 3],
      i === 137 ? 'Which river is the longest of Europe?' : `Question ${i}?`,
      i === 137 ? 'The Danube' : `Answer ${i}`,
    ]),
  );

/** Markup, marks of direction, formulas and a megabyte of text. */
export const hostileLog = (): string =>
  file(
    'hostile <b>.csv'.replace(/[<>]/g, '_'),
    Array.from({ length: 60 }, (_, i) => [
      i === 0 ? HOSTILE : `=1+${i}`,
      0.5 + (i % 50) / 100,
      i % 4 !== 0,
      i % 2 === 0 ? HOSTILE : '=HYPERLINK("http://evil.example")',
      i === 48 ? 'x'.repeat(1_000_000) : HOSTILE,
      '@SUM(1+1)*cmd|/C calc',
    ]),
  );

export const largeLog = (): string =>
  file(
    'large.csv',
    Array.from({ length: 200_000 }, (_, i) => [
      `q${i}`,
      ((i * 37) % 101) / 100,
      (i * 7919) % 101 < (i * 37) % 101,
      `d${i % 5}`,
      `Question number ${i}, asked at some length so that a row has something to show?`,
      `answer ${i}`,
    ]),
  );

/** A table whose columns have names that nobody guesses. */
export function oddLog(): string {
  const path = join(folder, 'odd.csv');
  const rows = Array.from({ length: 60 }, (_, i) => `${50 + (i % 50)},${i % 3 === 0 ? 0 : 1},${i}`);
  writeFileSync(path, `sure,ok,n\n${rows.join('\n')}\n`);
  return path;
}

/** A file of tasks, one a line. */
export function taskFile(n: number): string {
  const path = join(folder, 'tasks.jsonl');
  const tasks = Array.from({ length: n }, (_, i) => ({
    id: `own-${i}`,
    domain: 'arithmetic',
    difficulty: 'easy',
    question: `What is ${i} + ${i + 1}?`,
    answerKey: { kind: 'number', value: 2 * i + 1 },
  }));
  writeFileSync(path, tasks.map((task) => `${JSON.stringify(task)}\n`).join(''));
  return path;
}
