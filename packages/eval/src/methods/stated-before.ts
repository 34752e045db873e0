import { type Prompt, STOP_SEQUENCES } from '@echo/core';
import { renderPrompt, type Task } from '@echo/tasks';
import { askOnce } from '../internal/ask-once.js';
import type { ElicitationMethod } from './elicitation-method.js';

/** The confidence stated before the answer, in the tags of the response format. */
export function statedBefore({
  render = (task) => renderPrompt(task),
}: {
  /** Renders a task as a prompt; `renderPrompt` of `@echo/tasks` unless given. */
  readonly render?: (task: Task) => Prompt;
} = {}): ElicitationMethod {
  return {
    name: 'stated-before',
    elicit: (completer, task, options) =>
      askOnce(completer, task, { ...options, prompt: render(task), stop: STOP_SEQUENCES }),
  };
}
