import { type Fields, fieldNames, findField, isFields } from '../fields.js';
import { findConfidence } from '../find-confidence.js';
import type { JsonValue } from '../lines.js';
import { type ReadLogOptions, type ReadRow, texts } from '../log-row.js';
import { placeOf, refusal } from '../refusal.js';
import { type Column, findColumns } from './columns.js';
import { namedGrade } from './named-grade.js';

/** Reads records with a confidence, or a reply, and a verdict: lines of JSON, or rows of a table. */
export function recordRows(options: ReadLogOptions): (value: JsonValue) => ReadRow {
  let columns: Partial<Record<Column, string>> | undefined;
  return (value) => {
    const record = value.value;
    if (!isFields(record)) throw refusal(value, 'expected an object with a confidence and a verdict');
    columns ??= columnsOf(value, record, options);
    const text = (column: Column) => {
      const name = columns?.[column];
      return name === undefined ? undefined : findField(record, name);
    };
    const correct = columns.correct;
    const verdict = correct === undefined ? undefined : findField(record, correct);
    if (verdict === undefined || verdict === null || verdict === '') return { leftOut: 'without a verdict' };
    const reply = text('reply');
    const { confidence, parsed } = findConfidence(
      {
        at: value,
        sample: record,
        places: columns.confidence === undefined ? {} : { [columns.confidence]: text('confidence') },
        ...(columns.confidence === undefined && typeof reply === 'string' && { reply }),
      },
      options,
    );
    return {
      at: placeOf(value),
      taskId: String(text('id') ?? value.place),
      grade: namedGrade(value, { ...options, ...(correct !== undefined && { correct }) }) ?? 0,
      confidence,
      ...(parsed?.abstained && { abstained: true }),
      ...texts({
        domain: text('domain'),
        difficulty: text('difficulty'),
        question: text('question'),
        answer: reply,
        expected: text('expected'),
      }),
    };
  };
}

function columnsOf(
  value: JsonValue,
  record: Fields,
  { confidence, correct }: ReadLogOptions,
): Partial<Record<Column, string>> {
  const names = Object.keys(record);
  for (const [flag, name] of [
    ['--confidence', confidence],
    ['--correct', correct],
  ] as const)
    if (name !== undefined && findField(record, name) === undefined)
      throw refusal(value, `there is no field ${name}; name one of ${listed(record)} with ${flag}`);
  const found = findColumns(names.filter((name) => name !== confidence && name !== correct));
  if (confidence !== undefined) found.confidence = confidence;
  if (correct !== undefined) found.correct = correct;
  if (found.correct === undefined)
    throw refusal(
      value,
      `no field tells correct from incorrect answers; name one of ${listed(record)} with --correct`,
    );
  if (found.confidence === undefined && found.reply === undefined)
    throw refusal(value, `no field holds a confidence; name one of ${listed(record)} with --confidence`);
  return found;
}

const listed = (record: Fields): string => {
  const names = fieldNames(record);
  return `${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;
};
