import { EchoError } from '@echo/core';
import { answered, type Trial } from '@echo/eval';
import type { ReportTrial } from '@echo/report';
import { expectedAnswer, type Task } from '@echo/tasks';

/** Trials with the question and the correct answer of their tasks, as a report shows them. */
export function reportTrials(trials: readonly Trial[], tasks: readonly Task[]): readonly ReportTrial[] {
  expectAnswered(trials);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return trials.map(({ readings: _, ...trial }) => {
    const task = byId.get(trial.taskId);
    return task ? { ...trial, question: task.question, expected: expectedAnswer(task) } : trial;
  });
}

/** Refuses an evaluation in which every call failed, with the reason of the first. */
export function expectAnswered(trials: readonly Trial[]): void {
  const [first] = trials;
  if (answered(trials).length === 0 && first?.error)
    throw new EchoError(
      'service-failed',
      `All ${trials.length} calls failed, the first with: ${first.error.message.replace(/\.$/, '')}; mend that, and add --resume --retry-failed.`,
    );
}
