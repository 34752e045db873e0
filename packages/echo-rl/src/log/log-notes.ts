import { count } from '@echo/plots';
import type { ReadLog } from './read-log.js';

const LABELS: Readonly<Record<ReadLog['format'], string>> = {
  promptfoo: 'promptfoo',
  inspect: 'Inspect',
  'lm-evaluation-harness': 'lm-evaluation-harness',
  'openai-evals': 'OpenAI evals',
  echo: 'trials of ECHO',
  records: 'records in JSON',
  csv: 'CSV',
};

/** What was read how, a sentence each. */
export function logNotes({ format, guessed, confidences, leftOut, partial }: ReadLog): readonly string[] {
  const rows = (n: number) => `${count(n)} ${n === 1 ? 'answer' : 'answers'}`;
  const from = confidences.map(
    ({ source, name, rows: n, percent }) =>
      `${source === 'field' ? `the field ${name}` : name}${percent ? ', in per cents,' : ''} for ${rows(n)}`,
  );
  const reasons = Object.entries(leftOut).map(([reason, n]) => `${count(n)} ${reason}`);
  return [
    `Read as ${LABELS[format]}${guessed ? ', a guess' : ''}.`,
    `The confidence comes from ${from.join('; ')}.`,
    ...(reasons.length > 0 ? [`Left out: ${reasons.join(', ')}.`] : []),
    ...(partial > 0 ? [`Partial credit of ${rows(partial)} counts as correct above .5.`] : []),
  ];
}
