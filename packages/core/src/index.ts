// Prompts and completions

export type { Completer, Completion, SamplingOptions, TextCompletion } from './completion.js';
// Errors
export { EchoError, ERROR_CODES, type ErrorCode, isEchoError } from './errors.js';
export type { Grade } from './grade.js';
// Batches
export { packed } from './packed.js';
// Numbers
export { assertProbability, type Probability } from './probability.js';
export type { Message, Prompt } from './prompt.js';
export { createRng, type Rng } from './rng.js';
export { STOP, TAGS } from './tags.js';
