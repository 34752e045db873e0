import { at, isFields } from '../fields.js';
import { findConfidence } from '../find-confidence.js';
import type { JsonValue } from '../lines.js';
import { type ReadLogOptions, type ReadRow, texts } from '../log-row.js';
import { placeOf, refusal } from '../refusal.js';
import { namedGrade } from './named-grade.js';

/** The row of a trial of `@echo/eval` or of a run. */
export function echoRow(value: JsonValue, options: ReadLogOptions): ReadRow | null {
  const trial = value.value;
  if (!isFields(trial)) throw refusal(value, 'expected a trial, got no object; remove the line');
  if (trial.format === 'echo-trials') return null;
  if (trial.error) return { leftOut: 'whose call failed' };
  const grade = namedGrade(value, { ...options, correct: options.correct ?? 'correct' }) ?? 0;
  const { confidence } = findConfidence(
    { at: value, sample: trial, places: { confidence: trial.confidence } },
    options,
  );
  return {
    at: placeOf(value),
    taskId: String(trial.taskId ?? value.place),
    grade,
    confidence,
    ...(trial.abstained === true && { abstained: true }),
    ...((trial.when === 'before' || trial.when === 'after') && { when: trial.when }),
    ...texts({
      domain: trial.domain,
      difficulty: trial.difficulty,
      question: trial.question,
      answer: at(trial, 'answer'),
      expected: trial.expected,
    }),
  };
}
