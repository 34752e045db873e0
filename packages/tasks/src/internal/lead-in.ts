const LEAD_IN =
  /^(?:(?:[=→➜-]+>?|(?:none|nobody|nothing|no\s+one)\s+(?:other\s+than|else\s+(?:but|than)|but)|so|well|therefore|thus|hence|i|we|think|believe|guess|know|would|say|choose|pick|go|with|for|that|it|this|he|she|they|was|were|is|are|be|must|called|named|it's|its|that's|i'm|sure|probably|maybe|perhaps|likely|possibly|definitely|certainly|the|my|final|correct|right|best|most|answer|antwort|respuesta|réponse|risposta|resposta|ans|choice|option|letter)(?![\p{L}\p{N}'])[\s:,*-]*)+/iu;
const ENDS_IN_CLAIM =
  /(?:\b(?:(?:other|else)\s+than|but|is|are|was|were|be|called|named|it's|its|that's|answer|choice|option|letter|say|choose|pick|with|think|believe|guess|probably|maybe|perhaps|likely|possibly|definitely|certainly)[\s:,*-]*|:\s*|[=→➜-]+>?\s*)$/i;

/**
 * What is left of a text after each of the words that may announce an answer, for answers that begin with
 * such a word.
 */
export function leadInCuts(text: string): readonly string[] {
  const [opening = ''] = LEAD_IN.exec(text) ?? [];
  return [...opening.matchAll(/[\s:,*-]+/g)].map(({ index, 0: gap }) => text.slice(index + gap.length));
}

/** The text after words that only announce an answer, such as "I think it is" or "The correct answer is:". */
export function withoutLeadIn(text: string): string {
  const [opening = ''] = LEAD_IN.exec(text) ?? [];
  const announced = opening.replace(/\b(?:the|my)[\s:,-]*$/i, '');
  return ENDS_IN_CLAIM.test(announced) ? text.slice(announced.length) : text;
}
