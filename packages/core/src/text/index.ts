// Plain text

export { withAsciiDigits } from './ascii-digits.js';
export { boxedParts } from './boxed-parts.js';
export { withoutInvisible } from './invisible.js';
export { plainText } from './plain-text.js';

// Quantities

export type { Quantity } from './quantity.js';
export { readQuantities } from './read-quantities.js';

// Where an answer is stated

export { conclusionsOf, endOfSentence, type Span } from './conclusions.js';
