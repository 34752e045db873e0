import { anyPhrase } from './phrase-pattern.js';
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
const LEVEL = new RegExp(
  String.raw`\b(${LEVEL_PHRASES.toSorted((a, b) => b.length - a.length).join('|')})\s(?:confidence|certainty)\b|\b(?:confidence|certainty)(?:\sis|\slevel|\sin\s(?:this|my|the)\s(?:answer|response)|:){0,3}\s(${LEVEL_PHRASES.join('|')})\b`,
  'gi',
);

const CLAUSE_WORDS = String.raw`(?:\s(?!(?:that|the|he|she|they|you|it|an?|his|her|their|who|mak(?:e|es|ing)|made|in|of)\b)[a-z'’]{1,12})`;
/** The speaker as the subject of a verb of being, up to the phrase: "I am", "we can't be", "I'm still feeling". */
const I_AM = new RegExp(
  String.raw`\b(?:i['’]?m\b|we['’]re|(?:i|we)${CLAUSE_WORDS}{0,3}\s(?:am|are|was|were|be|been|feel|felt|remain)(?:n['’]t)?)${CLAUSE_WORDS}{0,3}\s$`,
  'i',
);
const I_HAVE = new RegExp(String.raw`\b(?:i|we)(?:['’]ve)?${CLAUSE_WORDS}{0,4}\s$`, 'i');
/** The answer as the subject: "it is", "my final answer would be". */
const IT_IS =
  /\b(?:it|this|that|(?:the|my|our)\s(?:\w{1,12}\s){0,2}(?:answer|guess|choice|option|solution|result))(?:['’]s|\s(?:is|was|would\sbe|must\sbe|will\sbe|seems|looks))(?:\s(?!(?:an?|the|no|in|of)\b)[a-z]{1,12})?\s$/i;
const I_SAY =
  /\bi(?:['’]d|\swould)?\s(?:say|guess|think|believe|suspect|expect|assume)(?:\sthat)?(?:\s(?:it|this|that)(?:['’]s|\sis))?\s$/i;
const SENTENCE_START = /(?:^|[.!?;:(—–*"]|\s-)\s?$/;
const CLAUSE_START = /,\s?$/;
/** What may follow a phrase that stands without a subject: "Fairly sure that it is Paris", "Not sure." */
const CONTINUED =
  /^(?:\s?(?:$|[.,;:!?)*"—–])|\s-|\s(?:that|it|it['’]s|about|of|in|this|here|but|on|though|whether|if|what|who|which|i)\b)/i;
const ENDED = /^\s?(?:$|[.!?)])/;
const NOT_OF_SELF = /^\s(?:to|you|he|she|they|enough)\b/i;
/** Whose confidence it is not: "his confidence", "the public's confidence". */
const OF_OTHERS =
  /(?:\b(?:his|her|their|its|your|consumer|investor|business|public|voter|market|self)s?[\s-]|['’]s?\s)(?:\w{1,12}\s)?$/i;
const ABOUT_OTHERS = /\b(?:he|she|they|who)\b[^.!?;]{0,40}$/i;
const HAS_LEVEL =
  /(?:^|[.!?;:,(—–*"-])\s?$|\b(?:i|we)(?:['’](?:ve|d|m))?\s(?:\w{1,10}\s){0,3}$|\b(?:with|my|this\sis|it['’]s|is|and)\s(?:a\s|an\s|of\s)?$/i;

/** The last phrase by which the speaker of a prose text says how sure he is; words of or about others do not count. */
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

/** Whether the words before "confidence" say that it is another's. */
export function isOfOthers(before: string): boolean {
  return OF_OTHERS.test(before) || ABOUT_OTHERS.test(before);
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
