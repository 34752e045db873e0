import type { Trial } from '../trial.js';

/** A trial with the fields a test cares about. */
export function trialWith(fields: Partial<Trial> = {}): Trial {
  const correct = fields.correct ?? false;
  return {
    taskId: 't',
    domain: 'math',
    difficulty: 'easy',
    confidence: 0.9,
    grade: Number(correct),
    wellFormed: true,
    abstained: false,
    answer: '',
    ...fields,
    correct,
  };
}
