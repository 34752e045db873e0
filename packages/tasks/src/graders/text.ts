import type { Grade, Probability } from '@echo/core';
import { plainText } from '@echo/core/text';
import { withoutLeadIn } from '../internal/lead-in.js';
import { similarity } from '../internal/similarity.js';
import { normalWords } from '../internal/words.js';
import type { Task, TextKey } from '../task.js';

/** Words that say nothing of their own. */
const FUNCTION_WORDS = new Set(
  'of in on at by for from to with and is was are were be it its he she they this that which who as i think believe guess'
    .concat(' probably maybe perhaps likely called named known mr mrs ms dr sir lord lady saint st')
    .split(' '),
);
/** What stands between alternatives, and what may. */
const DISJUNCTION = /[/|\n]|(?<=\s)(?:or|vs\.?|versus)(?=\s)/i;
const SEPARATOR = /[,;/|\n•]|(?<=\s)(?:or|and|&|vs\.?|versus)(?=\s)|\.\s|[()[\]]|\s[-–—]\s|[?!]/i;
/** The most words that neither the answer, the question nor grammar accounts for. */
const MAX_EXTRA = { before: 1, after: 2 } as const;

/**
 * Grades a short text: 1 when it is the answer or an alias in normal form, .5 when it says so with few extra words, else 0. With
 * `match: 'fuzzy'` also 1, .7 or .4 when the similarity to one of them is above .85, .65 or .45.
 *
 * An answer has one head, and only the head is compared: a modifier may stand before it ("Albert Einstein") and a phrase after it
 * ("Everest in Nepal"). So that naming several things never earns more than naming one.
 */
export function gradeText(key: TextKey, answer: string, task: Task): Grade {
  const grade = gradeOf(key, answer, task);
  return { grade, correct: grade >= 0.5 };
}

function gradeOf(key: TextKey, answer: string, task: Task): Probability {
  const stated = plainText(answer);
  const accepted = [key.answer, ...(key.aliases ?? [])];
  if (accepted.some((text) => sameText(stated, text) || sameText(withoutLeadIn(stated), text))) return 1;
  if (isDisjunction(stated)) return 0;
  const question = new Set(normalWords(task.question));
  return Math.max(
    ...accepted.map((text) => Math.max(containment(stated, text, question), fuzzyGrade(key, stated, text))),
  );
}

function sameText(stated: string, accepted: string): boolean {
  const words = normalWords(stated).join(' ');
  if (words !== '') return words === normalWords(accepted).join(' ');
  return stated !== '' && stated === plainText(accepted);
}

function isDisjunction(stated: string): boolean {
  return stated.split(DISJUNCTION).filter((part) => normalWords(part).length > 0).length > 1;
}

function containment(stated: string, accepted: string, question: ReadonlySet<string>): Probability {
  const wanted = normalWords(accepted);
  if (wanted.length === 0) return 0;
  const isPosed = wanted.every((word) => question.has(word));
  const explained = (word: string) => FUNCTION_WORDS.has(word) || (!isPosed && question.has(word));
  const parts = withoutLeadIn(stated).split(SEPARATOR).map(normalWords);
  const heads = parts.filter((part) => part.length > 0 && !part.every(explained));
  const [head] = heads;
  if (!head || heads.length > 1) return 0;
  return isHead(wanted, head, explained) || isMostOf(head, wanted, question) ? 0.5 : 0;
}

/** Whether the wanted words are what a phrase is about: at most a modifier before them, and a prepositional phrase after. */
function isHead(
  wanted: readonly string[],
  phrase: readonly string[],
  explained: (word: string) => boolean,
): boolean {
  for (let at = 0; at + wanted.length <= phrase.length; at++) {
    if (!wanted.every((word, i) => phrase[at + i] === word)) continue;
    const before = phrase.slice(0, at);
    const after = phrase.slice(at + wanted.length);
    const modifiers = before.filter((word) => !explained(word));
    const modified =
      modifiers.length === 0 || (modifiers.length <= MAX_EXTRA.before && before.at(-1) === modifiers.at(-1));
    const closed = after.length === 0 || explained(after[0] ?? '');
    if (modified && closed && after.filter((word) => !explained(word)).length <= MAX_EXTRA.after) return true;
  }
  return false;
}

/** Whether a phrase is more than half of the wanted words, in one piece, and more than the question gives away. */
function isMostOf(
  phrase: readonly string[],
  wanted: readonly string[],
  question: ReadonlySet<string>,
): boolean {
  if (phrase.length * 2 <= wanted.length || phrase.length >= wanted.length || phrase.length < 2) return false;
  if (phrase.every((word) => question.has(word))) return false;
  return ` ${wanted.join(' ')} `.includes(` ${phrase.join(' ')} `);
}

function fuzzyGrade(key: TextKey, stated: string, accepted: string): Probability {
  if (key.match !== 'fuzzy') return 0;
  const offered = withoutLeadIn(stated);
  if (
    offered.split(SEPARATOR).filter((part) => normalWords(part).length > 0).length >
    accepted.split(SEPARATOR).length
  )
    return 0;
  const ratio = similarity(normalWords(offered).join(' '), normalWords(accepted).join(' '));
  if (ratio > 0.85) return 1;
  if (ratio > 0.65) return 0.7;
  return ratio > 0.45 ? 0.4 : 0;
}
