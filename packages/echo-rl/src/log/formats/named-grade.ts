import { type Fields, findField } from '../fields.js';
import type { JsonValue } from '../lines.js';
import type { ReadLogOptions } from '../log-row.js';
import { refusal } from '../refusal.js';
import { writtenGrade } from '../scalar.js';

/** The grade in the field that `--correct` names; undefined where none is named. */
export function namedGrade(value: JsonValue, { correct }: ReadLogOptions): number | undefined {
  if (correct === undefined) return undefined;
  const found = findField(value.value as Fields, correct);
  const grade = writtenGrade(found);
  if (grade === null)
    throw refusal(
      value,
      `expected ${correct} to be yes or no, true or false, or a grade from 0 to 1, got ${
        found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 40)
      }; name another field with --correct`,
    );
  return grade;
}
