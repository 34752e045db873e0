// Prompts and completions
export type { Message, Prompt } from './prompt.js';
export type { Completer, Completion, SamplingOptions, TextCompletion } from './completion.js';
export { STOP, TAGS } from './tags.js';
// Numbers
export { assertProbability, type Probability } from './probability.js';
export { createRng, type Rng } from './rng.js';
// Errors
export { EchoError, ERROR_CODES, type ErrorCode, isEchoError } from './errors.js';
