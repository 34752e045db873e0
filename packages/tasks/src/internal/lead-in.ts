const LEAD_IN =
  /^(?:(?:so|well|therefore|thus|hence|i|we|think|believe|guess|know|would|say|that|it|this|he|she|they|was|were|is|are|it's|its|that's|i'm|sure|probably|maybe|perhaps|likely|possibly|definitely|certainly|the|my|a|final|correct|right|best|most|answer|choice|option|letter)(?![\p{L}\p{N}'])[\s:,-]*)+/iu;
const ENDS_IN_CLAIM =
  /(?:\b(?:is|are|was|were|it's|its|that's|answer|choice|option|letter|say|think|believe|guess|probably|maybe|perhaps|likely|possibly|definitely|certainly)[\s:,-]*|:\s*)$/i;

/** The text after words that only announce an answer, such as "I think it is" or "The correct answer is:". */
export function withoutLeadIn(text: string): string {
  const [opening = ''] = LEAD_IN.exec(text) ?? [];
  const announced = opening.replace(/\b(?:the|a|my)[\s:,-]*$/i, '');
  return ENDS_IN_CLAIM.test(announced) ? text.slice(announced.length) : text;
}
