import { withAsciiDigits } from '@echo/core/text';
import { verbalConfidence } from '../verbal-confidence.js';
import { spelledOut } from './abbreviations.js';
import { type FoundConfidence, type NumberInContext, numbersIn, readConfidence } from './read-confidence.js';
import { scaleOfSentence } from './scale.js';
import { fewWords, isOfOthers, joined, THE_ANSWER } from './speakers.js';

/** Of a longer text only the end is read, where a confidence is stated. */
const MAX_LENGTH = 4000;
/** A state of mind, a certainty, or a chance: the words that a number stands beside. */
const MENTION = new RegExp(
  [
    String.raw`\b(?:(sure|certain|confident|positive|convinced|likely)|(confidence|certainty)|`,
    String.raw`(probability|likelihood|chances?|odds))\b`,
  ].join(''),
  'gi',
);
/** What nearly all write: "I am 80% sure". */
const USUAL = /\bI(?:'m|\sam)\s(\d{1,2}|100)%\s$/;
const NEGATION = /n['’]t\b|\b(?:not|never|doubt|cannot|far\sfrom|nowhere|short\sof|means|anything\sbut)\b/i;
const SENTENCE_END = /[!?;\n]|\.(?!\d)/;
const ADVERB = /^[\s)-]{0,3}(?:[a-z]{1,12})?$/;
const SPEAKER = joined(
  String.raw`\b(?:i|we)(?:['’](?:m|re|d|ve))?${fewWords(6, 'the|he|she|they|you|his|her|their')}\s$`,
);
const ANSWER_IS = joined(
  String.raw`\b(?:there|${THE_ANSWER})(?:['’]s|\s(?:is|was|has))\s(?:\w{1,12}\s){0,2}$`,
);
/** Any other subject: "my doctor was", "she's". */
const ANOTHER_IS = joined(
  String.raw`(?:\b(?:is|are|was|were|be|been|being|seems?|feels?|felt|remains?|became|looks?|has|have|had)`,
  String.raw`|\b(?:he|she|they|you|who)['’](?:s|re|ve|d))\s(?:\w{1,12}\s){0,2}$`,
);
const IS_RIGHT = /^\sto\sbe\s(?:the\s)?(?:correct|right|true|answer)\b/i;
/** A denial without a subject is the speaker's: "can't be 90% sure". */
const DENIED = /^\s*(?:can(?:['’]t|not)|not|never|hardly)\b/i;
/** Statistics speak of confidence, too. */
const STATISTICS = joined(
  String.raw`^\s(?:intervals?|limits?|thresholds?|bands?|bounds?|regions?`,
  String.raw`|levels?\s(?:for|in\sthe)|of\s(?:the|his|her|their|its))\b`,
);
/** A per cent right after a word of certainty: "very sure (95%)". */
const PERCENT_AFTER = /^[\s,:(–-]{1,3}(?:about\s|~)?\d{1,3}(?:\.\d{1,4})?\s?%/;
const WITH_PROBABILITY = /\b(?:i|it\sis|it['’]s|this\sis|answer)\b.*\bwith\s(?:a\s)?$/i;
/** "It" is the answer where it is something: "that it is right", but not "that it rains". */
const OF_ANSWER = joined(
  String.raw`^\s(?:that|of)?\s?(?:it(?:['’]s|\s(?:is|was|being`,
  String.raw`|(?:would|must|may|might|could|should|will|has\sto|ends\sup)\s(?:be|being)))`,
  String.raw`(?!\s\w{1,12}ing\b)|it\s?(?:$|[^\s\w'’])`,
  String.raw`|(?:its|this|that(?!\s(?:it|he|she|they)\b)|being|my|me|i|i['’]m`,
  String.raw`|the\s(?:\w{1,12}\s)?answer)\b)`,
);
/** A probability whose number goes before a clause of its own: "with a probability of 30% it rains". */
const GOES_ON = /^,?\s(?!(?:that|of)\b)[a-z]/;
/** A confidence level that statistics set: "the 99% confidence level", "we use a confidence level of". */
const LEVEL = /^\slevels?\b/i;
const A_LEVEL = /\b(?:the|an?|any|each|usual|common|standard)\s$/i;
const IS_SUBJECT = /^\slevel\sof\s[\d.]{1,6}\s?%\s(?:is|was)\b/i;
const LEVEL_OF = joined(
  String.raw`\b(?:use[ds]?|using|choose|chose|chosen|set|sets|assum\w{1,3}|at|requires?|needs?)`,
  String.raw`\s(?:(?:the|an?)\s)?(?:\w{1,12}\s)?$`,
);
const ENDED = /^\s?(?:$|[.,;!?)])/;
/** What joins "confidence" to its number when more than a few characters lie between. */
const JOINED = /(?:\b(?:is|was|be|at|of|around|about|as)|[=:])\s(?:\w{1,13}\s){0,2}$/;
/** "I'd say 80%", "it's 50/50", "I think that it is Paris (80%)". */
const ESTIMATE = joined(
  String.raw`\b(?:i(?:['’]d|\swould)?\s(?:say|put|give|estimate|rate|guess|bet)\b[^.!?\n%\d]{0,40}`,
  String.raw`|it(?:['’]s|\sis)\s(?:about\s|a\s)?|\bi(?:['’]m|\s(?:am|think|believe))\b[^.!?\n%]{0,80}\()`,
  String.raw`((?:\d{1,3}(?:\.\d{1,4})?\s?(?:%|per\s?cent|out\sof\s10+|\/\s?10+))|50\s?[/-]\s?50|fifty[-\s]fifty)`,
  String.raw`(?!\s(?:of|more|less)\b)`,
);

/**
 * The confidence that prose states of the speaker or of the answer; null when it states none.
 *
 * The last one in numbers counts, or else the last one in words.
 */
export function inferConfidence(prose: string): FoundConfidence | null {
  const text = spelledOut(withAsciiDigits(prose.slice(-MAX_LENGTH)));
  const found = lastMentioned(text) ?? estimated(text);
  if (found) return { ...found, source: found.source === 'tag' ? 'inferred' : found.source, exact: false };
  const verbal = verbalConfidence(text, { anywhere: true });
  return verbal === null ? null : { confidence: verbal, source: 'verbal', exact: false };
}

function lastMentioned(text: string): FoundConfidence | null {
  const mentions: RegExpExecArray[] = [];
  MENTION.lastIndex = 0;
  for (let match = MENTION.exec(text); match; match = MENTION.exec(text)) mentions.push(match);
  for (let match = mentions.pop(); match; match = mentions.pop()) {
    const found = usualNumber(text, match) ?? numberBeside(text, match);
    if (found) return found;
  }
  return null;
}

function usualNumber(text: string, { 1: state, index }: RegExpExecArray): FoundConfidence | null {
  const usual = state === undefined ? null : USUAL.exec(text.slice(Math.max(0, index - 14), index));
  if (!usual || NEGATION.test(text.slice(Math.max(0, index - 60), index))) return null;
  return { confidence: Number(usual[1]) / 100, source: 'tag', exact: false };
}

function numberBeside(text: string, match: RegExpExecArray): FoundConfidence | null {
  const { 0: word, 2: certainty, index } = match;
  const before = lastSentence(text.slice(Math.max(0, index - 70), index));
  const after = firstSentence(text.slice(index + word.length, index + word.length + 100));
  if (STATISTICS.test(after)) return null;
  if (certainty !== undefined || match[3] !== undefined) {
    const own =
      certainty !== undefined
        ? !isOfOthers(before)
        : OF_ANSWER.test(after) || /\bmy\s$/i.test(before) || WITH_PROBABILITY.test(before);
    const isSet = LEVEL.test(after) && (LEVEL_OF.test(before) || IS_SUBJECT.test(after));
    const found = own && !isSet ? numberAfter(after, scaleOfSentence(before), match[3] !== undefined) : null;
    if (found) return found;
  }
  const isOfSpeaker = SPEAKER.test(before) || !ANOTHER_IS.test(before);
  if (match[1] !== undefined && isOfSpeaker && PERCENT_AFTER.test(after)) return readConfidence(after);
  return numberBefore(before, after, match);
}

/** "My confidence that it is right is 80%", "confidence level of 80%". */
function numberAfter(after: string, top: number | null, isChance: boolean): FoundConfidence | null {
  const number = numbersIn(after, top).find(({ before }) => before.length <= 20 || JOINED.test(before));
  if (!number || (isChance && /^of\s/.test(number.before) && GOES_ON.test(number.after))) return null;
  return number.found;
}

/** "I am about 80% sure", "80% confidence", "an 80% chance that it is Paris". */
function numberBefore(before: string, after: string, match: RegExpExecArray): FoundConfidence | null {
  const number = numbersIn(before, null).at(-1);
  if (!number || !ADVERB.test(number.after)) return null;
  const subject = number.before === '' || number.before.endsWith(' ') ? number.before : `${number.before} `;
  const isOwn = SPEAKER.test(subject) || ANSWER_IS.test(subject) || DENIED.test(subject);
  if (
    match[3] !== undefined &&
    !OF_ANSWER.test(after) &&
    !(ENDED.test(after) && /\b(?:with|i|my)\b/.test(subject))
  )
    return null;
  if (LEVEL.test(after) && !isOwn && A_LEVEL.test(subject) && !/\bwith\san?\s$/i.test(subject)) return null;
  if (/^likely$/i.test(match[0]) && !isOwn && !IS_RIGHT.test(after)) return null;
  if (!isOwn && ANOTHER_IS.test(subject) && !IS_RIGHT.test(after)) return null;
  return number.isDenied ? corrected(number, `${before}${match[0]}${after}`) : number.found;
}

/** What a sentence says instead of a denied number, "I'm not 100% sure, but 80%", or else that number. */
function corrected(denied: NumberInContext, sentence: string): FoundConfidence {
  const same = numbersIn(sentence, null).find(({ before }) => before === denied.before);
  return same?.found ?? denied.found;
}

function estimated(text: string): FoundConfidence | null {
  const written = ESTIMATE.exec(text)?.[1];
  return written === undefined ? null : readConfidence(written);
}

function lastSentence(text: string): string {
  const ends = [...text.matchAll(new RegExp(SENTENCE_END, 'g'))];
  const end = ends.at(-1);
  return end ? text.slice(end.index + 1) : text;
}

function firstSentence(text: string): string {
  const end = SENTENCE_END.exec(text);
  return end ? text.slice(0, end.index) : text;
}
