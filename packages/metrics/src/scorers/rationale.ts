import type { ItemScore } from './item-scorer.js';

/** One phrase on an item for reports: what was stated and what happened. */
export function rationaleOf({ confidence, correct }: ItemScore['metadata']): string {
  const outcome = correct === 1 ? 'correct' : correct === 0 ? 'incorrect' : `graded ${correct}`;
  return `stated ${Number((100 * confidence).toFixed(1))} %, ${outcome}`;
}
