import type { StepResult } from '@echo/env';
import type { Episode } from '@echo/store';

/** A graded step as the episode that the store keeps. */
export function recordOf(
  { observation, parsed, grade, reward, breakdown }: StepResult,
  {
    sessionId,
    seed,
    response,
  }: { readonly sessionId: string | null; readonly seed: number | string | null; readonly response: string },
): Episode {
  return {
    episodeId: observation.episodeId,
    sessionId,
    taskId: observation.taskId,
    domain: observation.domain,
    difficulty: observation.difficulty,
    seed: seed === null ? null : String(seed),
    response,
    answer: parsed.answer,
    confidence: parsed.confidence,
    correct: grade.correct,
    grade: grade.grade,
    reward,
    components: breakdown.components,
    wellFormed: parsed.wellFormed,
    abstained: parsed.abstained,
    createdAt: Date.now(),
  };
}
