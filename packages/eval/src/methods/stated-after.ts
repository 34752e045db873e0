import { statedIn } from '../internal/stated-in.js';
import type { ElicitationMethod } from './elicitation-method.js';
import type { StatedOptions } from './stated-before.js';

/** The confidence stated after the answer: the same prompt and tags in the other order. */
export function statedAfter({ render }: StatedOptions = {}): ElicitationMethod {
  return statedIn('stated-after', 'answer-first', render);
}
