import { askOnce } from '../internal/ask-once.js';
import {
  ANSWER_IS_X,
  ANSWER_TAG,
  CONFIDENCE_END,
  CONFIDENCE_IS_N,
  CONFIDENCE_TAG,
  promptOf,
} from '../internal/prompts.js';
import type { ElicitationMethod } from './elicitation-method.js';

/** The confidence stated after the answer, in the same tags. */
export function statedAfter(): ElicitationMethod {
  return {
    name: 'stated-after',
    elicit: (completer, task, options) => {
      const prompt = promptOf(
        task,
        'Answer the question, then say how sure you are, in exactly this format and nothing else:',
        `${ANSWER_TAG}${CONFIDENCE_TAG}`,
        ANSWER_IS_X,
        CONFIDENCE_IS_N,
      );
      return askOnce(completer, task, { ...options, prompt, stop: [CONFIDENCE_END] });
    },
  };
}
