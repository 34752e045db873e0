import { anyPhrase } from './phrase-pattern.js';
import { fewWords, isOfOthers, joined, THE_ANSWER } from './speakers.js';
import { LEVEL_PHRASES, VERBAL_PERCENTS } from './verbal-phrases.js';

/** A phrase of confidence in prose, and where it stands. */
export interface FoundPhrase {
  readonly phrase: string;
  readonly index: number;
}

const HINT = /sure|certain|confiden|likel|probab|doubt|idea|clue|perhaps|maybe|possibl|definitely/i;
const levels = new Set(LEVEL_PHRASES);
/** Phrases with a noun, "little chance", may be about anything in prose. */
const PHRASES = Object.keys(VERBAL_PERCENTS).filter(
  (phrase) => !levels.has(phrase) && !/chance|odds|even|flip|toss|we |possible$/.test(phrase),
);
const PHRASE = new RegExp(anyPhrase(PHRASES), 'giu');
const ANY_LEVEL = LEVEL_PHRASES.toSorted((a, b) => b.length - a.length).join('|');
const LEVEL = new RegExp(
  [
    String.raw`\b(${ANY_LEVEL})\s(?:confidence|certainty)\b`,
    String.raw`\b(?:confidence|certainty)(?:\sis|\slevel|\sin\s(?:this|my|the)\s(?:answer|response)|:){0,3}\s(${ANY_LEVEL})\b`,
  ].join('|'),
  'gi',
);

const NO_ONE_ELSE = 'to|that|the|he|she|they|you|it|an?|his|her|their|who|mak(?:e|es|ing)|made|in|of';
/**
 * The speaker as the subject of a verb of being, up to the phrase: "I am", "we can't be", "I'm still
 * feeling".
 */
const I_AM = joined(
  String.raw`\b(?:i['’]?m\b|we['’]re|(?:i|we)${fewWords(3, NO_ONE_ELSE)}\s`,
  String.raw`(?:am|are|was|were|be|been|feel|felt|remain)(?:n['’]t)?)${fewWords(3, NO_ONE_ELSE)}\s$`,
);
const I_HAVE = joined(String.raw`\b(?:i|we)(?:['’]ve)?${fewWords(4, NO_ONE_ELSE)}\s$`);
const I_SAY = joined(
  String.raw`\bi(?:['’]d|\swould)?\s(?:say|guess|think|believe|suspect|expect|assume)(?:\sthat)?`,
  String.raw`(?:\s(?:it|this|that)(?:['’]s|\sis))?\s$`,
);
/** The answer as the subject: "it is", "my final answer would be". */
const IT_IS = joined(
  String.raw`\b${THE_ANSWER}(?:['’]s|\s(?:is|was|would\sbe|must\sbe|will\sbe|seems|looks))`,
  String.raw`${fewWords(1, 'an?|the|no|in|of')}\s$`,
);
const SENTENCE_START = /(?:^|[.!?;:(—–*"]|\s-)\s?$/;
const CLAUSE_START = /,\s?$/;
/** What may follow a phrase that stands without a subject: "Fairly sure that it is Paris", "Not sure." */
const CONTINUED = joined(
  String.raw`^(?:\s?(?:$|[.,;:!?)*"—–])|\s-|\s(?:that|it|it['’]s|about|of|in|this|here|but|on|though`,
  String.raw`|whether|if|what|who|which|i)\b)`,
);
const ENDED = /^\s?(?:$|[.!?)])/;
const NOT_OF_SELF = /^\s(?:to|you|he|she|they|enough)\b/i;
/** What may stand before "high confidence" when it is the speaker's. */
const HAS_LEVEL = joined(
  String.raw`(?:^|[.!?;:,(—–*"-])\s?$|\b(?:i|we)(?:['’](?:ve|d|m))?\s(?:\w{1,10}\s){0,3}$`,
  String.raw`|\b(?:with|my|this\sis|it['’]s|is|and)\s(?:an?\s|of\s)?$`,
);

/** The last phrase by which the speaker of a text says how sure he is; words about others do not count. */
export function findOwnPhrase(text: string): FoundPhrase | null {
  if (!HINT.test(text)) return null;
  let last: FoundPhrase | null = null;
  for (const match of text.matchAll(PHRASE)) {
    if (isOwn(text, match[0], match.index)) last = { phrase: match[0], index: match.index };
  }
  for (const match of text.matchAll(LEVEL)) {
    const phrase = match[1] ?? match[2] ?? '';
    const index = match[1] === undefined ? match.index + match[0].length - phrase.length : match.index;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const isOwnLevel =
      match[1] === undefined ? !isOfOthers(before) : HAS_LEVEL.test(before) && !isOfOthers(before);
    if (isOwnLevel && index > (last?.index ?? -1)) last = { phrase, index };
  }
  return last;
}

function isOwn(text: string, phrase: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 70), index);
  const after = text.slice(index + phrase.length, index + phrase.length + 20);
  if (NOT_OF_SELF.test(after)) return false;
  const isNoun = /idea|clue|no doubt/i.test(phrase);
  const isState = /sure|certain$|confident|doubtful/i.test(phrase);
  if (isNoun) return I_HAVE.test(before) || (SENTENCE_START.test(before) && CONTINUED.test(after));
  if (IT_IS.test(before)) return true;
  if (isState ? I_AM.test(before) : I_SAY.test(before)) return true;
  if (CLAUSE_START.test(before)) return ENDED.test(after) && !/^(?:sure|certain)$/i.test(phrase);
  if (!SENTENCE_START.test(before)) return false;
  if (/^(?:sure|certain|likely|unlikely)$/i.test(phrase)) return /^\s(?:that|of|about)\b/i.test(after);
  return isState ? CONTINUED.test(after) : !/^(?:certainly|definitely)$/i.test(phrase);
}
