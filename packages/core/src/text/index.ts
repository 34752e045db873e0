// Reading what people and models write: plain text, digits of any script, quantities, where an answer is stated

export { withAsciiDigits } from './ascii-digits.js';
export { boxedParts } from './boxed-parts.js';
export { conclusionsOf, endOfSentence, type Span } from './conclusions.js';
export { withoutInvisible } from './invisible.js';
export { plainText } from './plain-text.js';
export type { Quantity } from './quantity.js';
export { readQuantities } from './read-quantities.js';
