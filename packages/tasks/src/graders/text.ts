import type { Grade, Probability } from '@echo/core';
import { plainText } from '@echo/core/text';
import {
  hasDenial,
  isDenied,
  isMarkedWrong,
  withoutContrast,
  withoutEmphasis,
} from '../internal/assertion.js';
import { leadInCuts, withoutLeadIn } from '../internal/lead-in.js';
import { CHANGERS, isPlace, KINDS, TITLES } from '../internal/modifiers.js';
import { isFromTriviaQa, isTriviaQaMatch } from '../internal/official-scorers.js';
import { similarity } from '../internal/similarity.js';
import { foldedText, normalWords, operatorsOf, wordsOfFolded } from '../internal/words.js';
import type { Task, TextKey } from '../task.js';

/** Words that say nothing of their own. */
const FUNCTION_WORDS = new Set(
  'of in on at by for from to with and is was are were be it its he she they this that which who as i think believe guess'
    .concat(' probably maybe perhaps likely called named known mr mrs ms dr sir lord lady saint st mt')
    .split(' '),
);
/** Signs of code, in which every character counts: `[1:]` is not `[:1]`. */
const CODE = /[[\]{}]/;
const COPULAS = new Set('is was are were be called named'.split(' '));
const IN_A_PLACE = new Set('in near at'.split(' '));
/** Prepositions with which a question may ask, and an answer so begin: "In Tanzania", "by Jane Austen". */
const ASKING_PREPOSITIONS = new Set('in on at by from of'.split(' '));
/** The endings of a verb that its question has with "do". */
const VERB_ENDINGS = ['s', 'es', 'd', 'ed'] as const;
/** What stands between alternatives, and what may. */
const DISJUNCTION = /[/|\n]|(?<=\s|^)(?:or|vs\.?|versus|as\s+well\s+as|alternatively|otherwise)(?=\s)/i;
/** The number or bullet of a list in front of what it holds. */
const BULLET = /^\s*(?:\(?1[.)]|[-*•])\s+(?=\p{L})/u;
const SEPARATOR = /[,;/|\n•<>=→≠≤≥]|(?<=\s|^)(?:or|and|vs\.?|versus)(?=\s|$)|\.\s|[()[\]]|\s[-–—]\s|[?!]/i;
/** A number or Roman numeral, which tells things of one name apart. */
const NUMBERING = /^(?:[-+]?\d.*|[ivx]+)$/;
/** The most words that neither the answer, the question nor grammar accounts for. */
const MAX_EXTRA = { before: 1, after: 2 } as const;
const CORRECT_FUZZY_GRADE = 0.7;

/**
 * Grades a short text by the answer and its aliases, all in normal form.
 *
 * The grade is 1 when the text is one of them, .5 when it says so with few extra words, else 0. An answer has
 * one head, and only the head is compared: a modifier may stand before it ("Albert Einstein") and a phrase
 * after it ("Everest in Nepal"). So naming several things never earns more than naming one; what is denied is
 * not named. With `match: 'fuzzy'` a similarity above .85, .65 or .45 to one of them also earns 1, .7 or .4.
 *
 * An answer of grade 1 is correct, and one with extra words if they are an article, a title ("the planet
 * Mars"), a place ("Everest in Nepal"), a preposition ("in Nepal") or the question's own. A fuzzy one is
 * correct from .7. Tasks of TriviaQA follow its own scorer.
 */
export function gradeText(key: TextKey, answer: string, task: Task): Grade {
  const { grade, correct } = judge(key, answer, task);
  return { grade, correct: isFromTriviaQa(task) ? isTriviaQaMatch(key, answer) : correct };
}

const INCORRECT: Grade = { grade: 0, correct: false };
const CORRECT: Grade = { grade: 1, correct: true };

function judge(key: TextKey, answer: string, task: Task): Grade {
  const stated = withoutEmphasis(plainText(answer).replace(BULLET, '')).trim();
  const claim = withoutLeadIn(stated);
  const accepted = [key.answer, ...(key.aliases ?? [])];
  const forms = [...new Set([stated, claim, withoutLeadIn(withoutContrast(claim)), ...leadInCuts(stated)])];
  if (accepted.some((text) => forms.some((form) => sameText(form, text)))) return CORRECT;
  const question = new Set(normalWords(task.question));
  const folded = foldedText(claim);
  const grades = accepted.map((text): Grade => {
    const contained = containment(folded, text, question);
    const fuzzy = fuzzyGrade(key, claim, text);
    const grade = Math.max(contained.grade, fuzzy);
    return { grade, correct: contained.correct || fuzzy >= CORRECT_FUZZY_GRADE };
  });
  return grades.reduce(
    (best, other) => ({
      grade: Math.max(best.grade, other.grade),
      correct: best.correct || other.correct,
    }),
    INCORRECT,
  );
}

function sameText(stated: string, accepted: string): boolean {
  if (isMarkedWrong(stated) !== isMarkedWrong(accepted)) return false;
  if (CODE.test(accepted)) return withoutSpace(stated) === withoutSpace(plainText(accepted));
  const words = normalWords(stated).join(' ');
  if (words === '') return stated !== '' && stated === plainText(accepted);
  return words === normalWords(accepted).join(' ') && operatorsOf(stated) === operatorsOf(accepted);
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}

/** Whether an answer says the accepted text and little else, and whether that little leaves it correct. */
function containment(folded: string, accepted: string, question: ReadonlySet<string>): Grade {
  const wanted = normalWords(accepted);
  if (wanted.length === 0) return INCORRECT;
  const isPosed = wanted.every((word) => question.has(word));
  const isVerb = (word: string) => isVerbOf(question, word);
  const explained = (word: string) =>
    FUNCTION_WORDS.has(word) || (!isPosed && (question.has(word) || isVerb(word)));
  const places = placesOf(folded, accepted, wanted);
  if (places.length === 0) return partOf(folded, wanted, question, explained);
  for (const { start, end } of places) {
    if (isDenied(folded, start, end) || isDisjunction(folded.slice(0, start), folded.slice(end))) continue;
    const found = around(folded.slice(0, start), folded.slice(end), wanted, { explained, isVerb });
    if (found.grade > 0) return found;
  }
  return INCORRECT;
}

/**
 * Where the accepted words stand in an answer, with whatever punctuation between them that the accepted text
 * has, too.
 */
function placesOf(
  folded: string,
  accepted: string,
  wanted: readonly string[],
): readonly { readonly start: number; readonly end: number }[] {
  if (CODE.test(accepted)) {
    const start = folded.indexOf(foldedText(accepted));
    return start < 0 ? [] : [{ start, end: start + foldedText(accepted).length }];
  }
  // The pattern takes longer to compile than a reply to search.
  if (!wanted.every((word) => mayStandIn(folded, word))) return [];
  const escaped = wanted.map((word) => word.replace(/[+.]/g, '\\$&').replace(IN_INITIALS, initials));
  const gap = SEPARATOR.test(accepted)
    ? String.raw`(?:[^\p{L}\p{N}]+(?:(?:the|an?)\s)?)`
    : String.raw`(?:[\s'".-]+(?:(?:the|an?)\s)?)`;
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}\p{M}]|\d[.,]|\d\s(?=\d)|[-+])${escaped.join(gap)}(?![\p{L}\p{N}\p{M}+#]|[.,]\d|-\d)`,
    'gu',
  );
  const operators = operatorsOf(accepted);
  return [...folded.matchAll(pattern)]
    .map(({ index, 0: found }) => ({ start: index, end: index + found.length }))
    .filter(({ start, end }) => operatorsOf(folded.slice(start, end)) === operators);
}

const IN_INITIALS = /^[a-z]{2,4}$/;

/** Whether a text has a word, or what may be the beginning of its initials. */
function mayStandIn(folded: string, word: string): boolean {
  return folded.includes(word) || (IN_INITIALS.test(word) && folded.includes(`${word[0]}.`));
}

/** "us" also as it is written in initials, "u.s.". */
function initials(word: string): string {
  return `(?:${word}|${[...word].join(String.raw`\.\s?`)}\\.?)`;
}

function isDisjunction(before: string, after: string): boolean {
  const parts = `${before} \u0001 ${after}`.split(DISJUNCTION);
  return parts.some((part) => !part.includes('\u0001') && wordsOfFolded(part).length > 0);
}

/** What a word of an answer is by its question. */
interface Said {
  /** Whether grammar or the question accounts for it. */
  readonly explained: (word: string) => boolean;
  /** Whether it is the question's verb: "gives" where it asks "what does it give". */
  readonly isVerb: (word: string) => boolean;
}

function isVerbOf(question: ReadonlySet<string>, word: string): boolean {
  if (!['do', 'does', 'did'].some((auxiliary) => question.has(auxiliary))) return false;
  return VERB_ENDINGS.some(
    (ending) =>
      word.endsWith(ending) && word.length > ending.length + 2 && question.has(word.slice(0, -ending.length)),
  );
}

/** The grade of an answer that says the accepted text after `before` and in front of `after`. */
function around(
  before: string,
  after: string,
  wanted: readonly string[],
  { explained, isVerb }: Said,
): Grade {
  const [leading = [], ...earlier] = before.split(SEPARATOR).map(wordsOfFolded).reverse();
  const preceding = leading.filter((word) => word !== 'the');
  const [following = [], ...later] = after.split(SEPARATOR).map(wordsOfFolded);
  const isSaid = (part: readonly string[]) => part.every(explained);
  const isKindOf = (part: readonly string[]) =>
    part.every((word) => TITLES.has(word) || explained(word) || isPlace([word])) && TITLES.has(part[0] ?? '');
  const isLocation = (part: readonly string[]) =>
    isSaid(part) || isKindOf(part) || (isPlace(part) && !isPlace(wanted));
  if (!earlier.every(isSaid) || !later.every(isLocation)) return INCORRECT;
  const [last = ''] = preceding.slice(-1);
  const restated = (COPULAS.has(last) || isVerb(last)) && preceding.every(explained);
  const isAsked = preceding.length === 1 && ASKING_PREPOSITIONS.has(last);
  const modifiers = preceding.filter((word) => !explained(word));
  const modified =
    modifiers.length === 0 ||
    (modifiers.length <= MAX_EXTRA.before &&
      preceding.at(-1) === modifiers.at(-1) &&
      !CHANGERS.has(modifiers[0] ?? ''));
  const isTitled = preceding.every(
    (word, i) =>
      TITLES.has(word) || (i > 0 && i === preceding.length - 1 && (word === 'of' || COPULAS.has(word))),
  );
  const isKind = following.length === 1 && KINDS.has(following[0] ?? '');
  const closed = following.length === 0 || isKind || explained(following[0] ?? '');
  const extra = isKind ? [] : following.filter((word) => !explained(word));
  if (!(modified || isTitled) || !closed || extra.length > MAX_EXTRA.after) return INCORRECT;
  const isPlaced = IN_A_PLACE.has(following[0] ?? '');
  const isPredicated = COPULAS.has(following[0] ?? '') && extra.length === 0;
  const isBareAfter = following.length === 0 || isKind || isPlaced || isPredicated;
  return { grade: 0.5, correct: (restated || isAsked || isTitled) && isBareAfter };
}

/**
 * More than half of the wanted words, in one piece, and more than the question gives away: .5, never correct.
 */
function partOf(
  folded: string,
  wanted: readonly string[],
  question: ReadonlySet<string>,
  explained: (word: string) => boolean,
): Grade {
  const heads = folded
    .split(SEPARATOR)
    .map(wordsOfFolded)
    .filter((part) => part.length > 0 && !part.every(explained));
  const [phrase] = heads;
  if (!phrase || heads.length > 1 || hasDenial(folded) || isDisjunction('', folded)) return INCORRECT;
  if (phrase.length * 2 <= wanted.length || phrase.length >= wanted.length || phrase.length < 2)
    return INCORRECT;
  if (phrase.every((word) => question.has(word))) return INCORRECT;
  if (wanted.some((word) => NUMBERING.test(word) && !phrase.includes(word))) return INCORRECT;
  const isPart = ` ${wanted.join(' ')} `.includes(` ${phrase.join(' ')} `);
  return isPart ? { grade: 0.5, correct: false } : INCORRECT;
}

function fuzzyGrade(key: TextKey, offered: string, accepted: string): Probability {
  if (key.match !== 'fuzzy' || hasDenial(offered) !== hasDenial(accepted)) return 0;
  const parts = offered.split(SEPARATOR).filter((part) => normalWords(part).length > 0);
  if (parts.length > accepted.split(SEPARATOR).length || operatorsOf(offered) !== operatorsOf(accepted))
    return 0;
  const ratio = similarity(normalWords(offered).join(' '), normalWords(accepted).join(' '));
  if (ratio > 0.85) return 1;
  if (ratio > 0.65) return 0.7;
  return ratio > 0.45 ? 0.4 : 0;
}
