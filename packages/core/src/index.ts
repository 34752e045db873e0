// Prompts and completions

export type { Completer, Completion, SamplingOptions, TextCompletion } from './completion.js';
// Errors
export { EchoError, ERROR_CODES, type ErrorCode, isEchoError } from './errors.js';
export type { Grade } from './grade.js';
// Batches
export { greedyBatches } from './greedy-batches.js';
// Numbers
export { assertProbability, type Probability } from './probability.js';
export type { Message, Prompt } from './prompt.js';
export { RESPONSE_TAGS, STOP_SEQUENCES } from './response-tags.js';
export { createRng, type Rng } from './rng.js';
