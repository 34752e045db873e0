/** A stretch of text, from `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const NAME =
  '(?:answer|ans|antwort|lösung|respuesta|réponse|reponse|risposta|resposta|svar|antwoord|odpowiedź|cevap|correction|ответ|答案|答え|정답)';
/** A line that is labelled as the answer: "Final answer: …", "**Answer**: …", "#### …". */
const LABELLED = new RegExp(
  String.raw`(?:^|\n|(?<=[.!?)]\s))[\s>*_•\-{'"]{0,12}(?:\d{1,2}[.)]\s{1,4})?[*_]{0,3}(?:(?:the|my|so|our|final|correct|best|right|overall|corrected|revised|updated|new|actual|short)\s{1,3}){0,3}(?:${NAME}['"\s*_]{0,6}[:：=]|答案(?:应)?(?:是|为))['"\s*_]{0,6}|####[\s*_]{0,6}`,
  'giu',
);
/** A sentence that announces the answer: "the answer is …", "the correct option would be …". */
const ANNOUNCED =
  /(?<!\b(?:wrong|incorrect|false)\s)\b(?:answer|(?:correct|right|best)\s+(?:option|choice|letter|value|result))(?:\s{1,3}[\p{L}']+){0,4}?\s{1,3}(?:is|was|are|would\s+be|should\s+be|must\s+be|seems\s+to\s+be|appears\s+to\s+be|comes\s+to)\b[\s:*_]{0,6}(?:option\b|choice\b|letter\b)?[\s:*_]{0,4}/giu;
/** The end of a sentence, but not of an initial or an abbreviation, nor the point after a label. */
const SENTENCE_END =
  /(?<=[\p{L}\p{N})\]%"'*_°][.!?]|[。！？])(?<!\b(?:e\.g|i\.e|vs|approx|mr|mrs|ms|dr|prof|no|st|jr|sr)\.)[*_"')\]]{0,3}(?=\s|$)/giu;

/** What takes back an answer before it: "No, B", "Wait, it is B". */
const RETRACTION =
  /(?:^|[.!?\n]|\s[-–—])\s*(?:no[,.:;!]|wait\b|sorry\b|oops\b|actually,|scratch\s+that\b|on\s+second\s+thoughts?\b|i\s+meant?\b)/i;

/** A clause that gives the reason of what stands before it. */
const REASON =
  /(?<=[\p{L}\p{N}\])%."'])[\s,;(–—-]+(?:because|since|as\s+(?:it|he|she|they|we|the|there))\b/iu;

/**
 * The places where a text says what it comes to, or null.
 *
 * That is the last line labelled as the answer, else what each "the answer is" announces. A marked answer
 * ends with its line, its sentence, or where a reason begins; what comes after explains it, unless it takes
 * it back: then it is an answer, too.
 */
export function conclusionsOf(text: string): readonly Span[] | null {
  const labelled = [...text.matchAll(LABELLED)].map((match) => spanAfter(text, match)).filter(hasText(text));
  const last = labelled.at(-1);
  if (last) return [last, ...retractionAfter(text, last)];
  const announced = [...text.matchAll(ANNOUNCED)]
    .map((match) => spanAfter(text, match))
    .filter(hasText(text));
  const latest = announced.at(-1);
  return latest ? [...announced, ...retractionAfter(text, latest)] : null;
}

/** The sentence that takes an answer back, if one follows it. */
function retractionAfter(text: string, { end }: Span): readonly Span[] {
  const match = RETRACTION.exec(text.slice(end));
  if (!match) return [];
  const start = end + match.index + match[0].length;
  const span = { start, end: endOfSentence(text, start) };
  return hasText(text)(span) ? [span] : [];
}

/** The end of the sentence that begins at `start`: its line's end at the latest. */
export function endOfSentence(text: string, start: number): number {
  const line = text.indexOf('\n', start);
  const limit = line < 0 ? text.length : line;
  SENTENCE_END.lastIndex = start + 1;
  const end = SENTENCE_END.exec(text)?.index ?? limit;
  return Math.min(end, limit);
}

function spanAfter(text: string, match: RegExpExecArray): Span {
  const opened = match.index + match[0].length;
  const start = opened + (/^\s*/.exec(text.slice(opened, opened + 200))?.[0].length ?? 0);
  const end = endOfSentence(text, start);
  const reason = text.slice(start, end).search(REASON);
  return { start, end: reason < 0 ? end : start + reason };
}

function hasText(text: string): (span: Span) => boolean {
  return ({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end));
}
