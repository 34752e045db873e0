import type { Prompt } from '@echo/core';
import type { Task } from '@echo/tasks';
import { statedIn } from '../internal/stated-in.js';
import type { ElicitationMethod } from './elicitation-method.js';

/** How a method poses a task. */
export interface StatedOptions {
  /** Renders a task as a prompt; `renderPrompt` of `@echo/tasks` unless given. */
  readonly render?: (task: Task) => Prompt;
}

/** The confidence stated before the answer, in the tags of the response format. */
export function statedBefore({ render }: StatedOptions = {}): ElicitationMethod {
  return statedIn('stated-before', 'confidence-first', render);
}
