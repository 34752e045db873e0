import type { GradedResponse } from '@echo/env';
import type { Task } from '@echo/tasks';
import type { Reading, Trial, TrialError } from '../trial.js';

/** A graded response as a reading. */
export function readingOf({ parsed, grade }: GradedResponse): Reading {
  return {
    confidence: parsed.confidence,
    grade: grade.grade,
    correct: grade.correct,
    wellFormed: parsed.wellFormed,
    abstained: parsed.abstained,
    answer: parsed.answer,
  };
}

/** The trial of a task with this reading, and with others beside it. */
export function trialOf(task: Task, reading: Reading, readings?: Readonly<Record<string, Reading>>): Trial {
  return {
    taskId: task.id,
    domain: task.domain,
    difficulty: task.difficulty,
    ...(task.familiarity && { familiarity: task.familiarity }),
    ...reading,
    ...(readings && { readings }),
  };
}

/** A trial whose call failed: nothing is known, so its confidence is ½. */
export function failedTrial(task: Task, error: TrialError): Trial {
  const nothing = {
    confidence: 0.5,
    grade: 0,
    correct: false,
    wellFormed: false,
    abstained: false,
    answer: '',
  };
  return { ...trialOf(task, nothing), error };
}
