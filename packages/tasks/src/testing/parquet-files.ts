import { parquetWriteBuffer } from 'hyparquet-writer';

type SchemaElement = NonNullable<Parameters<typeof parquetWriteBuffer>[0]['schema']>[number];

const text = (name: string): SchemaElement[] => [
  { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
];
const int64 = (name: string): SchemaElement[] => [{ name, type: 'INT64', repetition_type: 'OPTIONAL' }];
const texts = (name: string): SchemaElement[] => [
  { name, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...text('element'),
];
const struct = (name: string, ...fields: SchemaElement[][]): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: fields.length },
  ...fields.flat(),
];

/**
 * The columns of the published files, as they are there; some of TriviaQA's that are not read are left out.
 */
export const COLUMNS = {
  gsm8k: [text('question'), text('answer')],
  arc: [text('id'), text('question'), struct('choices', texts('text'), texts('label')), text('answerKey')],
  triviaqa: [
    text('question'),
    text('question_id'),
    text('question_source'),
    struct(
      'answer',
      texts('aliases'),
      texts('normalized_aliases'),
      text('matched_wiki_entity_name'),
      text('normalized_value'),
      text('type'),
      text('value'),
    ),
  ],
  sciq: ['question', 'distractor3', 'distractor1', 'distractor2', 'correct_answer', 'support'].map(text),
  medmcqa: [
    ...['id', 'question', 'opa', 'opb', 'opc', 'opd'].map(text),
    int64('cop'),
    ...['choice_type', 'exp', 'subject_name', 'topic_name'].map(text),
  ],
} satisfies Record<string, SchemaElement[][]>;

/** A parquet file (snappy) of these columns with these rows, in row groups of two. */
export function parquetFile(
  columns: readonly (readonly SchemaElement[])[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Buffer {
  const names = columns.map(([column]) => column?.name ?? '');
  return Buffer.from(
    parquetWriteBuffer({
      columnData: names.map((name) => ({ name, data: rows.map((row) => row[name] ?? null) })),
      schema: [{ name: 'schema', num_children: columns.length }, ...columns.flat()],
      rowGroupSize: 2,
    }),
  );
}
