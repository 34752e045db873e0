import { createRng, type ReplyOrder } from '@echo/core';
import type { SftExample } from '@echo/grpo';
import { formatResponse } from '@echo/parser';
import { expectedAnswer, renderPrompt, type Task } from '@echo/tasks';

/**
 * SFT examples that teach the response format and nothing about calibration.
 *
 * Each has the correct answer, and a confidence drawn uniformly from the integer percentages whatever the
 * question.
 *
 * @example
 * ```ts
 * import { sftExamples } from '@echo/run';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * sftExamples(builtinTasks('dev').slice(0, 10), 1).length; // → 10
 * ```
 */
export function sftExamples(
  tasks: readonly Task[],
  seed: number,
  order: ReplyOrder = 'confidence-first',
): readonly SftExample[] {
  // The label decides the numbers drawn: runs stay the same.
  const rng = createRng(seed).fork('warm start');
  return tasks.map((task) => ({
    prompt: renderPrompt(task, { order }),
    completion: formatResponse({ confidence: rng.int(101) / 100, answer: expectedAnswer(task), order }),
  }));
}
