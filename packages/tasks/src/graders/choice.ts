import type { Grade } from '@echo/core';
import { plainText } from '@echo/core/text';
import { choiceMentions, labelMentions } from '../internal/choice-mentions.js';
import { withoutLeadIn } from '../internal/lead-in.js';
import { normalWords } from '../internal/words.js';
import type { Choice, ChoiceKey } from '../task.js';

/** A sentence that names a choice has at most this many words beside it, unless it opens with the label. */
const MAX_EXTRA_WORDS = 12;
const NEGATION =
  /\b(?:not|never|neither|nor|except|without|instead|rather|cannot|no|wrong|false|incorrect)\b|n['’]t\b/i;

/**
 * Grades the choice an answer names, by its label in any usual dress ("B", "(b)", "Option B.", "B: sleet") or by its text, first
 * compared letter by letter ("WW only" is not "Ww only") and then in normal form. 1 when it is the right one and the only one.
 */
export function gradeChoice(key: ChoiceKey, answer: string): Grade {
  const correct = names(key, answer);
  return { grade: correct ? 1 : 0, correct };
}

function names(key: ChoiceKey, answer: string): boolean {
  const stated = plainText(answer).replace(/\*/g, ' ').replace(/\s+/g, ' ').trim();
  const claim = withoutLeadIn(stated);
  const forms = [bareLabel, literalText, openingLabel, normalText];
  for (const form of forms) {
    const named = form(key.choices, stated) ?? form(key.choices, claim);
    if (named) return named.includes(key.label);
  }
  return sentence(key.choices, claim).includes(key.label);
}

/** The labels an answer stands for, several when they share one text; none when it contradicts itself; null when it has another form. */
type Named = readonly string[] | null;

function bareLabel(choices: readonly Choice[], text: string): Named {
  const bare = text.replace(/^[([{]\s*|\s*[)\]}.:,;!]+$/g, '').toLowerCase();
  const choice = choices.find(({ label }) => label.toLowerCase() === bare);
  return choice ? [choice.label] : null;
}

function literalText(choices: readonly Choice[], text: string): Named {
  const named = choices.filter((choice) => letters(choice.text) === letters(text));
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
    /^[([{]?\s?[\p{L}\p{N}]{1,3}\s?(?:[.:,;)\]}]+|\s[-–—]+\s|\s(?=because\b|since\b|as\b|\())/u.exec(text) ??
    [];
  const bare = opening.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  const choice = choices.find(({ label }) => label.toLowerCase() === bare);
  if (!choice || opening === '') return null;
  const rest = text.slice(opening.length).trim();
  const whole = literalText(choices, rest) ?? normalText(choices, rest);
  if (whole) return whole.includes(choice.label) ? [choice.label] : [];
  const { mentioned, remainder } = choiceMentions(choices, rest);
  return common([[choice.label], ...mentioned, ...labelMentions(choices, remainder)]);
}

/** "It must be sleet" or "I would go with option B": one choice, no negation, few other words. */
function sentence(choices: readonly Choice[], text: string): readonly string[] {
  const { mentioned, remainder } = choiceMentions(choices, text);
  const named = [...mentioned, ...labelMentions(choices, remainder)];
  if (NEGATION.test(remainder) || remainder.split(/\s+/).length > MAX_EXTRA_WORDS) return [];
  return common(named);
}

function common(groups: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = groups;
  return first.filter((label) => others.every((group) => group.includes(label)));
}
