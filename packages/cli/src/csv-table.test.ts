import { expect, test } from 'vitest';
import { csvTable } from './csv-table.js';

test('columns are those of all rows; what a row lacks is empty, and what needs quotes has them', () => {
  const rows = [
    { run: 'runs/a, "b"', meanConfidence: 0.5 },
    { run: 'c', ece: null, note: 'two\nlines' },
  ];
  expect(csvTable(rows)).toBe('run,mean_confidence,ece,note\n"runs/a, ""b""",0.5,,\nc,,,"two\nlines"\n');
  expect(csvTable([])).toBe('');
});
