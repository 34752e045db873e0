/** The tag names of the response format, `<confidence>75</confidence><answer>Paris</answer>`. */
export const RESPONSE_TAGS = { confidence: 'confidence', answer: 'answer' } as const;

/** The strings a completion ends at: nothing after the closing answer tag is read. */
export const STOP_SEQUENCES: readonly string[] = [`</${RESPONSE_TAGS.answer}>`];
