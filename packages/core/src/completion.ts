import type { Prompt } from './prompt.js';

/** The text a model wrote, and why it ended: by itself (`stop`) or at the token limit (`length`). */
export interface TextCompletion {
  readonly text: string;
  readonly finishReason: 'stop' | 'length';
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

/** Anything that answers prompts: a local policy, a remote model, a scripted stand-in. */
export interface Completer {
  complete(prompt: Prompt, options?: SamplingOptions): Promise<readonly TextCompletion[]>;
  /** Answers many prompts at once, [P][n], where that is faster than one by one. */
  completeGroups?(
    prompts: readonly Prompt[],
    options?: SamplingOptions,
  ): Promise<readonly (readonly TextCompletion[])[]>;
}
