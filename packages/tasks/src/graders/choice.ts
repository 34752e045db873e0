import type { Grade } from '@echo/core';
import { boxedParts, conclusionsOf, plainText } from '@echo/core/text';
import { isDenied, isMarkedWrong } from '../internal/assertion.js';
import { choiceMentions, type Mention } from '../internal/choice-mentions.js';
import { withoutLeadIn } from '../internal/lead-in.js';
import { normalWords } from '../internal/words.js';
import type { Choice, ChoiceKey } from '../task.js';

/** A sentence that names a choice has at most this many words beside it, unless it opens with the label. */
const MAX_EXTRA_WORDS = 12;
const MAX_LABEL = 3;

/**
 * Grades the choice an answer names: 1 and correct when it is the right one and the only one, else 0.
 *
 * A choice is named by its label in any usual dress ("B", "(b)", "Option B.", "B: sleet") or by its text,
 * compared letter by letter first ("WW only" is not "Ww only") and then in normal form. What the answer
 * denies or excludes is not named.
 *
 * @example
 * ```ts
 * import { gradeChoice } from '@echo/tasks';
 *
 * const choices = [{ label: 'A', text: 'hail' }, { label: 'B', text: 'sleet' }];
 * gradeChoice({ kind: 'choice', label: 'B', choices }, 'Option B.'); // → { grade: 1, correct: true }
 * gradeChoice({ kind: 'choice', label: 'B', choices }, 'not hail but sleet');
 * // → { grade: 1, correct: true }
 * ```
 */
export function gradeChoice(key: ChoiceKey, answer: string): Grade {
  const correct = namedIn(key.choices, answer).includes(key.label);
  return { grade: correct ? 1 : 0, correct };
}

/**
 * The labels an answer stands for, several when they share one text; none when it contradicts itself; null
 * when it has another form.
 */
type Named = readonly string[] | null;

function namedIn(choices: readonly Choice[], answer: string): readonly string[] {
  const boxed = boxedParts(answer);
  if (boxed.length > 0) return common(boxed.map((part) => wholeAnswer(choices, tidy(part)) ?? []));
  const text = plainText(answer).replace(/\*/g, ' ');
  if (isMarkedWrong(text) && !text.includes('\n') && !choices.some((choice) => isMarkedWrong(choice.text)))
    return [];
  const whole = wholeForm(choices, squeeze(text));
  if (whole) return whole;
  const conclusions = conclusionsOf(text);
  if (conclusions) {
    const named = conclusions.flatMap(({ start, end }) => {
      const labels = concludedBy(choices, text, start, end);
      return labels ? [labels] : [];
    });
    if (named.length > 0) return common(named);
  }
  return wholeAnswer(choices, squeeze(text)) ?? [];
}

/** What a marked answer names: its sentence, or its line where "C. sleet" was cut after the label. */
function concludedBy(choices: readonly Choice[], text: string, start: number, end: number): Named {
  const line = text.slice(start).split('\n', 1)[0] ?? '';
  const sentence = squeeze(text.slice(start, end));
  const asLine = wholeForm(choices, squeeze(line));
  if (asLine) return asLine;
  const mentions = choiceMentions(choices, text.slice(0, end)).filter((mention) => mention.start >= start);
  if (mentions.length === 0) return null;
  if (assertedOf(text, mentions).length === 0) return [];
  const named = wholeAnswer(choices, sentence) ?? [];
  const explained = isBareLabel(choices, sentence)
    ? openingText(choices, text.slice(end, start + line.length))
    : null;
  return explained ? common([named, explained]) : named;
}

/**
 * The choices whose text stands after a label, the longest of all: "sleet" and "sleet, since it freezes".
 */
function openingText(choices: readonly Choice[], text: string): Named {
  const whole = literalText(choices, squeeze(text)) ?? normalText(choices, squeeze(text));
  if (whole) return whole;
  const rest = squeeze(text).toLowerCase();
  const opens = (choice: Choice) => {
    const words = letters(choice.text).toLowerCase();
    return words !== '' && rest.startsWith(words) && /^\s*(?:[.,;:!()]|$)/.test(rest.slice(words.length));
  };
  const [longest] = choices.filter(opens).sort((a, b) => b.text.length - a.text.length);
  return longest
    ? choices.filter(({ text: words }) => words === longest.text).map(({ label }) => label)
    : null;
}

function wholeAnswer(choices: readonly Choice[], stated: string): Named {
  const claim = withoutLeadIn(stated);
  return (
    wholeForm(choices, stated) ??
    openingLabel(choices, stated) ??
    openingLabel(choices, claim) ??
    normalText(choices, stated) ??
    normalText(choices, claim) ??
    sentence(choices, stated, claim)
  );
}

/** A label or a choice's text and nothing else, apart from words that announce it. */
function wholeForm(choices: readonly Choice[], stated: string): Named {
  const claim = withoutLeadIn(stated);
  for (const form of [plainLabel, literalText, bareLabel]) {
    const named = form(choices, stated) ?? form(choices, claim);
    if (named) return named;
  }
  return null;
}

function tidy(text: string): string {
  return squeeze(plainText(text).replace(/\*/g, ' '));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function plainLabel(choices: readonly Choice[], text: string): Named {
  return byLabel(choices, text.replace(/^[([{]\s*|\s*[)\]}>.:,;!]+$/g, ''));
}

function byLabel(choices: readonly Choice[], text: string): Named {
  const choice = choices.find(({ label }) => label.toLowerCase() === text.toLowerCase());
  return choice ? [choice.label] : null;
}

function bareLabel(choices: readonly Choice[], text: string): Named {
  const bare = text
    .replace(/^[^\p{L}\p{N}+#-]+|[^\p{L}\p{N}+#-]+$/gu, '')
    .replace(/^\W*(?:option|choice|letter|answer)\s*[:(]?\s*/i, '');
  return byLabel(choices, bare);
}

function isBareLabel(choices: readonly Choice[], text: string): boolean {
  return bareLabel(choices, text) !== null || bareLabel(choices, withoutLeadIn(text)) !== null;
}

function literalText(choices: readonly Choice[], text: string): Named {
  const stated = letters(text);
  const named = choices.filter((choice) => letters(choice.text) === stated);
  return named.length > 0 ? named.map((choice) => choice.label) : null;
}

function normalText(choices: readonly Choice[], text: string): Named {
  const words = normalWords(text).join(' ');
  const named = choices.filter((choice) => words !== '' && normalWords(choice.text).join(' ') === words);
  if (named.length === 0) return null;
  return new Set(named.map((choice) => letters(choice.text))).size === 1
    ? named.map((choice) => choice.label)
    : [];
}

function letters(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').replace(/\.$/, '');
}

/** "B. sleet" or "B, because it freezes": what follows the label may not name another choice. */
function openingLabel(choices: readonly Choice[], text: string): Named {
  const [opening = ''] =
    /^[^\p{L}\p{N}]{0,3}[\p{L}\p{N}]{1,3}\s?(?:[.:,;)\]}>]+|\s[-–—]+\s|\s(?=because\b|since\b|as\b|\())/u.exec(
      text,
    ) ?? [];
  const [label] = byLabel(choices, opening.replace(/[^\p{L}\p{N}]/gu, '')) ?? [];
  if (label === undefined || opening === '') return null;
  const rest = text.slice(opening.length).trim();
  const whole = literalText(choices, rest) ?? normalText(choices, rest);
  if (whole) return whole.includes(label) ? [label] : [];
  const isVerdict = isDenied(text, 0, opening.search(/[^\p{L}\p{N}]*$/u)) && !/^(?:not|no)\s/i.test(rest);
  const others = assertedOf(
    text,
    choiceMentions(choices, text).filter(({ start }) => start >= opening.length),
  ).map(({ labels }) => labels);
  if (isVerdict) return common(others);
  if (/^(?:is|was|seems|looks)?\s*(?:not\b(?!\swrong)|wrong|incorrect|false|no[.!)]*$)/i.test(rest)) {
    const denied = /^not\s/i.test(rest) ? choiceMentions(choices, rest) : [];
    if (denied.length === 0) return [];
  }
  return common([[label], ...others]);
}

/** "It must be sleet" or "I would go with option B": one choice, not denied, few other words. */
function sentence(choices: readonly Choice[], text: string, claim: string): readonly string[] {
  const mentions = choiceMentions(choices, text);
  const asserted = assertedOf(text, mentions);
  if (asserted.length === 0) return [];
  return extraWords(mentions, text, text.length - claim.length) > MAX_EXTRA_WORDS
    ? []
    : common(asserted.map(({ labels }) => labels));
}

/** The mentions that a text does not deny; what the texts of the choices themselves deny does not count. */
function assertedOf(text: string, mentions: readonly Mention[]): readonly Mention[] {
  let masked = '';
  for (const { start, end } of mentions) {
    if (end - start <= MAX_LABEL || start < masked.length) continue;
    masked += text.slice(masked.length, start) + 'x'.repeat(end - start);
  }
  masked += text.slice(masked.length);
  return mentions.filter(({ start, end }) => !isDenied(masked, start, end));
}

/** The words of a text from `from` on that are no mention of a choice. */
function extraWords(mentions: readonly Mention[], text: string, from: number): number {
  const others = mentions.reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)} … ${rest.slice(end)}`,
    text,
  );
  return squeeze(others.slice(from)).split(' ').length;
}

function common(groups: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = groups;
  return first.filter((label) => others.every((group) => group.includes(label)));
}
