import { askOnce } from '../internal/ask-once.js';
import { promptOf } from '../internal/prompts.js';
import type { ElicitationMethod } from './elicitation-method.js';

/** No format, only the wish for a confidence score; the parser reads what comes. */
export function scorePrompt(): ElicitationMethod {
  return {
    name: 'score-prompt',
    elicit: (completer, task, options) => {
      const prompt = promptOf(task, 'Answer the question and give a confidence score.');
      return askOnce(completer, task, { ...options, prompt, stop: [] });
    },
  };
}
