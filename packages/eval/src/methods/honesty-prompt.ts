import { askOnce } from '../internal/ask-once.js';
import { ANSWER_END, BARE_FORMAT, promptOf } from '../internal/prompts.js';
import type { ElicitationMethod } from './elicitation-method.js';

/** The response format, and one sentence: be honest about uncertainty. */
export function honestyPrompt(): ElicitationMethod {
  return {
    name: 'honesty-prompt',
    elicit: (completer, task, options) => {
      const prompt = promptOf(task, ...BARE_FORMAT, 'Be honest about your uncertainty.');
      return askOnce(completer, task, { ...options, prompt, stop: [ANSWER_END] });
    },
  };
}
