/** The tags of the response format. The parser reads them, prompts ask for them, samplers stop at the last one. */
export const TAGS = { confidence: 'confidence', answer: 'answer' } as const;

/** Where a completion may end: nothing after the closing answer tag is read. */
export const STOP: readonly string[] = [`</${TAGS.answer}>`];
