import type { Task, TextKey } from '../task.js';

/**
 * An answer in the normal form of TriviaQA's own evaluation (Joshi et al. 2017, `triviaqa_evaluation.py`).
 *
 * Underscores and punctuation become spaces, then lower case, the articles a, an and the go, and white space
 * is squeezed.
 */
export function triviaQaForm(text: string): string {
  return text
    .replace(/_/g, ' ')
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~‘’´]/g, ' ')
    .replace(/(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Whether TriviaQA's evaluation counts an answer as an exact match: it equals the answer or an alias in
 * normal form.
 */
export function isTriviaQaMatch(key: TextKey, answer: string): boolean {
  const stated = triviaQaForm(answer);
  return [key.answer, ...(key.aliases ?? [])].some((accepted) => triviaQaForm(accepted) === stated);
}

/** Whether a task comes from TriviaQA, whose scorer decides what is correct. */
export function isFromTriviaQa(task: Pick<Task, 'source'>): boolean {
  return /(?:^|\/)trivia_?qa\b/i.test(task.source ?? '');
}
