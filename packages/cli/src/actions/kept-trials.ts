import type { Trial } from '@echo/eval';
import type { ReportTrial } from '@echo/report';

const DIFFICULTIES = new Set(['easy', 'medium', 'hard']);

/** Answers of any log as trials: of no domain where it names none, and of medium difficulty. */
export function keptTrials(trials: readonly ReportTrial[]): readonly Trial[] {
  return trials.map(({ taskId, confidence, correct, ...rest }) => ({
    taskId,
    confidence,
    correct,
    grade: rest.grade ?? Number(correct),
    domain: rest.domain ?? 'all',
    difficulty: DIFFICULTIES.has(rest.difficulty ?? '') ? (rest.difficulty as Trial['difficulty']) : 'medium',
    abstained: rest.abstained ?? false,
    wellFormed: rest.wellFormed ?? true,
    answer: rest.answer ?? '',
  }));
}
