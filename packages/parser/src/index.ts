export { isAbstention } from './abstention.js';
export { confidencePrefixLength } from './confidence-prefix.js';
export { formatConfidence, formatResponse } from './format-response.js';
export { DEFAULT_CONFIDENCE, MAX_ABSTENTION_CONFIDENCE, parseResponse } from './parse-response.js';
export type { ParsedResponse } from './parsed-response.js';
export { createResponseParser, type ResponseParser, type StreamState } from './response-stream.js';
export { VERBAL_CONFIDENCE, verbalConfidence } from './verbal-confidence.js';
