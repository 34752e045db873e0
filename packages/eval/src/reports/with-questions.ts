import { expectedAnswer, type Task } from '@echo/tasks';
import type { Trial } from '../trial.js';

/** A trial with what was asked: what a report of single mistakes shows. */
export type QuestionedTrial = Trial & {
  readonly question?: string;
  /** The answer that would have been correct. */
  readonly expected?: string;
};

/**
 * Trials with the question and the correct answer of their tasks; those of other tasks as they are.
 *
 * @example
 * ```ts
 * import { evaluateAll, fromFunction, withQuestions } from '@echo/eval';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const tasks = builtinTasks('dev').slice(0, 2);
 * const trials = await evaluateAll(fromFunction(() => '<answer>4</answer>'), tasks);
 * withQuestions(trials, tasks)[0]?.question === tasks[0]?.question; // → true
 * ```
 */
export function withQuestions(trials: readonly Trial[], tasks: readonly Task[]): readonly QuestionedTrial[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return trials.map((trial) => {
    const task = byId.get(trial.taskId);
    return task ? { ...trial, question: task.question, expected: expectedAnswer(task) } : trial;
  });
}
