// Prompts and completions

export type {
  Completer,
  Completion,
  CompletionOptions,
  SampledToken,
  SamplingOptions,
  TextCompletion,
  TokenLogProb,
  TokenUsage,
} from './completion.js';
export type { Message, Prompt } from './prompt.js';
export { REPLY_ORDERS, RESPONSE_TAGS, type ReplyOrder, stopSequences } from './response-tags.js';

// Grades and probabilities

export type { Grade } from './grade.js';
export { assertProbability, type Probability } from './probability.js';

// Seeded randomness

export { createRng, type Rng } from './rng.js';

// Batches

export { greedyBatches } from './greedy-batches.js';

// Errors

export { EchoError, ERROR_CODES, type ErrorCode, isEchoError } from './errors.js';
