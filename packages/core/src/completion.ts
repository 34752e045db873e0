import type { Prompt } from './prompt.js';

/** The number of tokens of a call, as a service counts them. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A token as text, with its natural-log probability. */
export interface TokenLogProb {
  readonly token: string;
  readonly logprob: number;
}

/** A sampled token with its log-probability, and the likeliest tokens in its place. */
export interface SampledToken extends TokenLogProb {
  /** In decreasing order of probability, the sampled token usually among them; empty where none are given. */
  readonly top: readonly TokenLogProb[];
}

/** The text a model wrote, and why it ended: by itself (`stop`) or at the token limit (`length`). */
export interface TextCompletion {
  readonly text: string;
  readonly finishReason: 'stop' | 'length';
  /** Where the completer counts tokens; of several completions of one call, the first has those of all. */
  readonly usage?: TokenUsage;
  /** Where log-probs were asked for and the completer gives them. */
  readonly tokens?: readonly SampledToken[];
}

/** A completion with its tokens and, for each token, the natural-log probability it was sampled with. */
export interface Completion extends TextCompletion {
  readonly tokenIds: Int32Array;
  readonly logProbs: Float32Array;
}

/**
 * Sampling options.
 *
 * Every field has a default chosen by the completer.
 */
export interface SamplingOptions {
  /** Completions per prompt; 1 unless given. */
  readonly n?: number;
  /** 0 is greedy; 1 is the model's own distribution. */
  readonly temperature?: number;
  /** Keeps the smallest set of most likely tokens whose probabilities sum to at least this; 1 keeps all. */
  readonly topP?: number;
  /** Keeps this many most likely tokens; 0 keeps all. */
  readonly topK?: number;
  /** The most tokens a completion may have. */
  readonly maxTokens?: number;
  /** A completion ends after the first of these strings, which stays in its text. */
  readonly stop?: readonly string[];
  /**
   * The seed: with the same prompt and index in the group it draws the same numbers, whatever else is in the
   * batch.
   */
  readonly seed?: number | string;
}

/** Sampling options, and what a call may ask besides. */
export interface CompletionOptions extends SamplingOptions {
  /** Asks for `tokens`, each with this many likeliest tokens in its place; ignored where none are given. */
  readonly topLogProbs?: number;
  /** Ends the call early; ignored by completers that cannot be interrupted. */
  readonly signal?: AbortSignal;
}

/** Anything that answers prompts: a local policy, a remote model, a scripted stand-in. */
export interface Completer {
  complete(prompt: Prompt, options?: CompletionOptions): Promise<readonly TextCompletion[]>;
  /** Answers many prompts at once, [P][n], where that is faster than one by one. */
  completeGroups?(
    prompts: readonly Prompt[],
    options?: CompletionOptions,
  ): Promise<readonly (readonly TextCompletion[])[]>;
  /** The text of one completion, piece by piece as it is written. */
  stream?(prompt: Prompt, options?: CompletionOptions): AsyncIterable<string>;
  /** The log-probability, in nats, of each of some texts as the completion of a prompt, [continuations]. */
  logLikelihoods?(prompt: Prompt, continuations: readonly string[]): Promise<readonly number[]>;
  /**
   * The probability of each integer percentage, [101], as the confidence that a reply states after the text
   * `before` it, where that takes less than `logLikelihoods` of as many replies.
   */
  confidenceDistribution?(prompt: Prompt, before: string): Promise<readonly number[]>;
}
