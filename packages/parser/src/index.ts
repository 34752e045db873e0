// Reading replies

export { DEFAULT_CONFIDENCE, MAX_ABSTENTION_CONFIDENCE, parseResponse } from './parse-response.js';
export type { ParsedResponse } from './parsed-response.js';
export { createResponseParser, type ResponseParser, type StreamState } from './response-stream.js';

// Writing replies

export { formatConfidence, formatResponse } from './format-response.js';

// Parts of a reply

export { isAbstention } from './abstention.js';
export { confidenceSpan } from './confidence-span.js';
export { VERBAL_CONFIDENCE, verbalConfidence } from './verbal-confidence.js';
