import { withAsciiDigits } from '@echo/core/text';
import { scaleOfLabel } from './scale.js';

/** What a label announces: "Final answer", "Confidence (0-100)", or both, "Answer and confidence". */
export interface Label {
  readonly kind: 'answer' | 'confidence' | 'answer-confidence' | 'confidence-answer';
  /** A weak label ("Guess", "Response") counts only where no other of its kind is. */
  readonly weak: boolean;
  /** The upper end of the scale that it names or implies; a probability is on a scale to 1. */
  readonly top: number | null;
  /** Where the label begins in the text that was searched, after what dresses it. */
  readonly start: number;
}

const BRACKETS = String.raw`(?:\s?[([{（［【][^()[\]{}（）［］【】\n]{0,80}[)\]}）］】])`;
/** "2" of "Answer 2", a further guess. */
const NUMBERED = String.raw`(?:\s?#?\d{1,2})?`;
const MODIFIER = [
  'the|a|my|our|your|so|and|with|in|is|final|overall|total|estimated|stated|verbali[sz]ed|numerical|correct',
  String.raw`correctness|right|best|short|most\slikely|self-reported|subjective|predicted|proposed`,
  String.raw`level\sof|degree\sof|answer(?:['’]s)?|step`,
].join('|');
const MODIFIERS = String.raw`(?:(?:${MODIFIER})\s){0,5}`;
const MEASURE =
  '(?:score|level|niveau|düzeyi|seviyesi|rating|estimate|value|percentage|percent|rate|index|number)';
const MY_ANSWER = String.raw`(?:it|this|that|(?:my|the|this)\s(?:\w{1,12}\s)?answer)`;
/** "of being correct", "that the answer is right", "in my answer". */
const OF_WHAT = [
  String.raw`(?:\s(?:of\s)?(?:${MY_ANSWER}\s)?(?:being\s)?(?:correct|right|true|correctness|success)`,
  String.raw`|\s(?:that|in|of|for|about)\s(?:it|this|that|the|my|your|our|being|i|answer)\b[^\n:.!?]{0,80})?`,
].join('');
const ON_SCALE = [
  String.raw`(?:,?\s(?:on\sa\s[^\n:.!?]{0,60}|out\sof\s\d{1,4}|from\s[^\n:.!?]{0,20}|in\s(?:%|per\s?cent)`,
  String.raw`|[01]\s?(?:-|–|to)\s?\d{1,4}|\/\s?\d{1,4}|%)|\s?\/\s?\d{1,4})?`,
].join('');
/** The words for answer and confidence in the languages that models are asked in most. */
const FOREIGN_ANSWER = [
  'antwort|respuesta|réponse|risposta|resposta|antwoord|svar|odpowiedź|cevap|yanıt|ответ|відповідь',
  '答案|回答|答え|解答|정답|답변',
].join('|');
const FOREIGN_CONFIDENCE = [
  'konfidenz|sicherheit|vertrauen|confianza|confiance|fiducia|confiança|vertrouwen',
  'zekerheid|säkerhet|konfidens|sikkerhed|sikkerhet|pewność|pewności|güven|уверенность|уверенности|впевненість',
  '(?:置信|信心|可信)(?:度|指数|水平|程度)?|信頼度|確信度|自信度|확신도|신뢰도',
].join('|');
const CERTAINTY = String.raw`(?:confidence|certainty|credence|conf\b\.?|${FOREIGN_CONFIDENCE})(?:\s${MEASURE})?${NUMBERED}`;
const PROBABILITY = [
  String.raw`(?:(?:probability|likelihood|chances?|prob\b\.?)(?:\s${MEASURE})?${NUMBERED}`,
  String.raw`|p\s?\(?(?:correct|true)\)?)`,
].join('');
const QUESTION = String.raw`how\s(?:confident|sure|certain|likely)\b[^\n:.!]{0,80}`;
const CONFIDENCE = `(?:(?:${CERTAINTY}|${PROBABILITY})${OF_WHAT}|${QUESTION})${BRACKETS}?${ON_SCALE}${BRACKETS}?`;
const ANSWER = [
  String.raw`(?:answer|ans\b\.?|${FOREIGN_ANSWER})(?:\s(?:choice|option|letter|text|value))?${NUMBERED}`,
  String.raw`(?:\s(?:to|for)\s[^\n:.!?]{1,60})?(?:\s(?:is|was|would\sbe))?`,
].join('');
const AND = String.raw`${BRACKETS}?\s?(?:,|&|\/|\+|\band\b|\bwith\b)\s?(?:and\s)?`;
const DRESS = String.raw`[\s*_"'${'`'}]{0,6}$`;
const STATED = String.raw`(?:\s(?:is|would\sbe))?(?:\sabout)?`;

const pattern = (core: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${MODIFIERS}${core}${DRESS}`, 'iu');
const BOTH = pattern(`${ANSWER}${AND}${MODIFIERS}${CONFIDENCE}`);
const BOTH_REVERSED = pattern(`(?:${CERTAINTY}|${PROBABILITY})${AND}${MODIFIERS}${ANSWER}${BRACKETS}?`);
const ONLY_CONFIDENCE = pattern(`${CONFIDENCE}${STATED}`);
const ONLY_ANSWER = pattern(`${ANSWER}${BRACKETS}?`);
const WEAK_ANSWER = pattern(
  String.raw`(?:top\s|first\s)?(?:guess|prediction|response)${NUMBERED}(?:\sis)?${BRACKETS}?`,
);
/** "A" before a colon, as in "Q: … A: …". */
const LETTER = /(?<=^[\s*_#>-]{0,9})A[\s*_]{0,4}$/;
const SAYS_CONFIDENCE = new RegExp(
  String.raw`confiden|certain|creden|\bconf|prob|likel|chance|\bp\b|sure|${FOREIGN_CONFIDENCE}`,
  'i',
);
const SAYS_ANSWER = new RegExp(String.raw`\bans|guess|prediction|response|${FOREIGN_ANSWER}`, 'i');
const FURTHER = /\b(?:answer|ans|guess|confidence|probability)\s?#?(\d{1,2})\b/i;

/** The label with which a text ends, or null: what stands before a colon, or a whole line. */
export function labelAtEnd(written: string): Label | null {
  const letter = LETTER.exec(written);
  if (letter) return label('answer', letter, true);
  const text = written.replaceAll('_', ' ');
  const saysConfidence = SAYS_CONFIDENCE.test(text);
  const saysAnswer = SAYS_ANSWER.test(text);
  const both = saysConfidence && saysAnswer ? BOTH.exec(text) : null;
  if (both) return label('answer-confidence', both);
  const reversed = saysConfidence && saysAnswer ? BOTH_REVERSED.exec(text) : null;
  if (reversed) return label('confidence-answer', reversed);
  const confidence = saysConfidence ? ONLY_CONFIDENCE.exec(text) : null;
  if (confidence) return label('confidence', confidence);
  const answer = saysAnswer ? ONLY_ANSWER.exec(text) : null;
  if (answer) return label('answer', answer);
  const weak = saysAnswer ? WEAK_ANSWER.exec(text) : null;
  return weak && label('answer', weak, true);
}

function label(kind: Label['kind'], match: RegExpExecArray, weak = false): Label | null {
  const written = match[0];
  if (Number(FURTHER.exec(written)?.[1] ?? 1) > 1) return null;
  const isProbability = /probab|likelihood|chance|\bprob|^p\b/i.test(written);
  const top =
    kind === 'answer'
      ? null
      : (scaleOfLabel(withAsciiDigits(withoutNumbering(written))) ?? (isProbability ? 1 : null));
  return { kind, weak: weak || (kind === 'confidence' && isProbability), top, start: match.index };
}

function withoutNumbering(written: string): string {
  return written.replace(/\b(confidence|probability)\s?#?\d{1,2}(?=\W{0,6}$)/i, '$1');
}
