import { expect, test } from 'vitest';
import { readRecords, record } from './records.js';

const texts = ['', 'one', 'a longer record'];
const file = Buffer.concat(texts.map((text) => record(Buffer.from(text))));
const read = (bytes: Uint8Array) => readRecords(bytes).map((data) => Buffer.from(data).toString());

test('the records of a file are read back', () => {
  expect(read(file)).toEqual(texts);
});

test('a record has the bytes that TensorBoard writes', () => {
  // RecordWriter(file).write(b'hello') of tensorboard.summary.writer.record_writer, 2.21.0.
  expect(Buffer.from(record(Buffer.from('hello'))).toString('hex')).toBe(
    '0500000000000000eab2043e68656c6c6fbb1f1c19',
  );
});

test('a file cut short anywhere has the records that are whole', () => {
  for (let length = 0; length < file.length; length++) {
    const found = read(file.subarray(0, length));
    expect(found).toEqual(texts.slice(0, found.length));
    expect(found.length).toBeLessThan(texts.length);
  }
});

test('nothing is read from a damaged record on', () => {
  for (let at = 16; at < file.length; at++) {
    const damaged = Buffer.from(file);
    damaged[at] = (damaged[at] as number) ^ 0x10;
    expect(read(damaged).length).toBeLessThan(texts.length);
  }
});
