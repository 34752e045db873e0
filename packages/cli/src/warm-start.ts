import { createRng } from '@echo/core';
import type { SupervisedExample } from '@echo/grpo';
import { formatResponse } from '@echo/parser';
import { answerInWords, expectedAnswer, gradeTask, renderPrompt, type Task } from '@echo/tasks';

/**
 * Examples that teach the response format and nothing about calibration: the right answer, and a confidence drawn uniformly
 * from 0 to 100 whatever the question. A choice is named by its text where that is graded right: a small model knows words, and
 * hardly ever which letter stands before them.
 */
export function warmStartExamples(tasks: readonly Task[], seed: number): readonly SupervisedExample[] {
  const rng = createRng(seed).fork('warm start');
  return tasks.map((task) => ({
    prompt: renderPrompt(task),
    reply: formatResponse({ confidence: rng.int(101) / 100, answer: rightAnswer(task) }),
  }));
}

function rightAnswer(task: Task): string {
  const [answer, words] = [expectedAnswer(task), answerInWords(task)];
  return words !== answer && gradeTask(task, words) === 1 ? words : answer;
}
