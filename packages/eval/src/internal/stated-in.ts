import type { Prompt, ReplyOrder } from '@echo/core';
import { stopSequences } from '@echo/core';
import { renderPrompt, type Task } from '@echo/tasks';
import type { ElicitationMethod } from '../methods/elicitation-method.js';
import { askOnce } from './ask-once.js';

/** The method of a name that asks for the response format in one order. */
export function statedIn(
  name: string,
  order: ReplyOrder,
  render: ((task: Task) => Prompt) | undefined,
): ElicitationMethod {
  return {
    name,
    elicit: (completer, task, options) => {
      const { order: trained = 'confidence-first', ...format } = options.format ?? {};
      // A system turn names the order of its format.
      const prompt =
        render?.(task) ?? renderPrompt(task, trained === order ? { ...format, order } : { order });
      return askOnce(completer, task, { ...options, prompt, stop: stopSequences(order) });
    },
  };
}
