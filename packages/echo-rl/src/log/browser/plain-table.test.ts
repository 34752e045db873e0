import { createRng } from '@echo/core';
import { parse } from 'csv-parse/browser/esm/sync';
import { expect, test } from 'vitest';
import { type TableRow, tableOptions } from '../log-source.js';
import { plainTable } from './plain-table.js';

const reference = (text: string, delimiter: string) =>
  (parse(text, tableOptions(delimiter)) as unknown as readonly TableRow[]).map(({ info, record }) => ({
    info: { lines: info.lines },
    record,
  }));

const PIECES = ['a', 'b c', '"x"', '"y ""z"""', '"l\nm"', '"', '""', ' ', '\t', '\u00a0', 'é𝄞', '.5', '\r\n'];

test('any table is read as csv-parse reads it, or left to it', () => {
  const rng = createRng(1);
  let plain = 0;
  for (let i = 0; i < 20_000; i++) {
    const delimiter = [',', ';', '\t', '|'][rng.int(4)] as string;
    // Most tables are of ordinary fields, or all of them would be left to csv-parse.
    const most = rng.int(3) === 0 ? PIECES.length : 5;
    const newline = rng.int(4) === 0 ? '\r\n' : '\n';
    const text = Array.from({ length: rng.int(12) }, () => {
      const kind = rng.int(8);
      return kind < 3 ? delimiter : kind < 5 ? newline : PIECES[rng.int(most)];
    }).join('');
    const rows = plainTable(text, delimiter);
    if (rows === null) continue;
    plain++;
    expect(rows, JSON.stringify(text)).toEqual(reference(text, delimiter));
  }
  expect(plain).toBeGreaterThan(5000);
});

test('what is out of the ordinary is left to csv-parse', () => {
  for (const text of ['a"b,c', '"a" b,c', '"a', 'a\rb', 'a\nb\r\nc', '""'])
    expect(plainTable(text, ','), JSON.stringify(text)).toBeNull();
  expect(plainTable('id, confidence\n"q ""1""\n2", .5 \n\nq3,1', ',')).toEqual([
    { info: { lines: 1 }, record: ['id', 'confidence'] },
    { info: { lines: 3 }, record: ['q "1"\n2', '.5'] },
    { info: { lines: 5 }, record: ['q3', '1'] },
  ]);
});
