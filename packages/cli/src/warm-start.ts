import { createRng } from '@echo/core';
import type { SupervisedExample } from '@echo/grpo';
import { formatResponse } from '@echo/parser';
import { expectedAnswer, renderPrompt, type Task } from '@echo/tasks';

/**
 * Examples that teach the response format and nothing about calibration: the right answer, and a confidence drawn uniformly
 * from 0 to 100 whatever the question.
 */
export function warmStartExamples(tasks: readonly Task[], seed: number): readonly SupervisedExample[] {
  const rng = createRng(seed).fork('warm start');
  return tasks.map((task) => ({
    prompt: renderPrompt(task),
    reply: formatResponse({ confidence: rng.int(101) / 100, answer: expectedAnswer(task) }),
  }));
}
