import type { Rng } from '@echo/core';
import { formatResponse } from '@echo/parser';
import { expectedAnswer, renderPrompt, type Task } from '@echo/tasks';

/** The question as the policy will meet it; one in eight shows the difficulty, as phase 1 of training does. */
export function promptOf(task: Task, rng: Rng) {
  return renderPrompt(task, rng.next() < 1 / 8 ? { phase: 1 } : {});
}

/**
 * The right answer with a confidence that has nothing to do with it: 60–100 in 85 % of cases, anything from 0 to 100 in 15 %.
 * This is what makes the policy badly overconfident, on purpose, while every per cent stays within its reach.
 */
export function replyOf(task: Task, rng: Rng): string {
  const percent = rng.next() < 0.85 ? 60 + rng.int(41) : rng.int(101);
  return formatResponse({ confidence: percent / 100, answer: expectedAnswer(task) });
}
