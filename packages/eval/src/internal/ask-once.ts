import type { Completer, Prompt, TextCompletion } from '@echo/core';
import { gradeResponse } from '@echo/env';
import type { Task } from '@echo/tasks';
import type { ElicitOptions } from '../methods/elicitation-method.js';
import type { Trial } from '../trial.js';
import { readingOf, trialOf } from './trial-of.js';

/** What is asked, and where the completion ends unless the sampling options say otherwise. */
export interface Question {
  readonly prompt: Prompt;
  readonly stop: readonly string[];
  readonly topLogProbs?: number;
}

/** The first completion of a prompt; undefined when the completer returns none. */
export async function completeOnce(
  completer: Completer,
  { prompt, stop, topLogProbs }: Question,
  { sampling }: ElicitOptions,
): Promise<TextCompletion | undefined> {
  const options = { stop, ...sampling, ...(topLogProbs !== undefined && { topLogProbs }), n: 1 };
  return (await completer.complete(prompt, options))[0];
}

/** The trial of one completion, as the parser reads it. */
export async function askOnce(
  completer: Completer,
  task: Task,
  options: ElicitOptions & Question,
): Promise<Trial> {
  const completion = await completeOnce(completer, options, options);
  return trialOf(task, readingOf(gradeResponse(task, completion?.text, options.graders)));
}
