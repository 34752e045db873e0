// Reading what people and models write: plain text, digits of any script, quantities

export { withAsciiDigits } from './ascii-digits.js';
export { plainText } from './plain-text.js';
export type { Quantity } from './quantity.js';
export { readQuantities } from './read-quantities.js';
