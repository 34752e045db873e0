import type { Task } from '../task.js';
import { normalWords } from './words.js';

/** Words that questions share whatever they ask. */
const FRAME_WORDS = new Set(
  'what whats which who whos whom whose when where why how is are was were be been being am do does did has have had can could will'
    .concat(
      ' would should may might must of in on at by for from to with as and or that this these those it its there their they',
    )
    .concat(' he his she her you your i we our following one ones name called known many much')
    .split(' '),
);

/** A task with what its question is compared by. */
export interface QuestionWords {
  readonly task: Task;
  /** The question in normal form. */
  readonly question: string;
  /** Its words but for those that questions share whatever they ask. */
  readonly content: ReadonlySet<string>;
  /** Its numbers, sorted, as one text. */
  readonly numbers: string;
}

/** Reads what a task's question is compared by. */
export function questionWords(task: Task): QuestionWords {
  const words = normalWords(task.question);
  const numbers = words.filter((word) => /\d/.test(word));
  return {
    task,
    question: words.join(' '),
    content: new Set(words.filter((word) => !FRAME_WORDS.has(word))),
    numbers: numbers.sort().join(' '),
  };
}
