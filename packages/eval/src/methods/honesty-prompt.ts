import { stopSequences } from '@echo/core';
import { askOnce } from '../internal/ask-once.js';
import { bareFormat, promptOf } from '../internal/prompts.js';
import type { ElicitationMethod } from './elicitation-method.js';

/** The response format, and one sentence: be honest about uncertainty. */
export function honestyPrompt(): ElicitationMethod {
  return {
    name: 'honesty-prompt',
    elicit: (completer, task, options) => {
      const order = options.format?.order;
      const prompt = promptOf(task, ...bareFormat(order), 'Be honest about your uncertainty.');
      return askOnce(completer, task, { ...options, prompt, stop: stopSequences(order) });
    },
  };
}
