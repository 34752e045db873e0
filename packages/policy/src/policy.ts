import type { Completer, Completion, Prompt, SamplingOptions } from '@echo/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LoraAdapter } from './lora/adapter.js';
import type { ModelConfig } from './weights/model-config.js';

/**
 * Token ids of P prompts and of a group of G completions for each: `prompts` [P][·], `completions` [P][G][·].
 */
export interface TokenBatch {
  readonly prompts: readonly Int32Array[];
  readonly completions: readonly (readonly Int32Array[])[];
}

/**
 * A trie of tokens that can follow a prompt: a prefix that several token sequences share is one node,
 * computed once.
 */
export interface TokenTree {
  /** The token of each node, [N]. */
  readonly ids: Int32Array;
  /** The parent of each node, which precedes it in the list; −1 for those that follow the prompt: [N]. */
  readonly parents: Int32Array;
}

/**
 * A continuation of prompts to score: log-probs of completions [P][G][·], or logits of candidate tokens in
 * completions or a tree.
 */
export type Continuation =
  | {
      readonly completions: TokenBatch['completions'];
      /** Whether to compute KL(policy ‖ reference) at each token, besides log-probs. */
      readonly klToReference?: boolean;
    }
  | { readonly completions: TokenBatch['completions']; readonly candidates: Int32Array }
  | { readonly tree: TokenTree; readonly candidates: Int32Array };

/** How log-probs are computed. */
export interface LogProbOptions {
  /** The softmax temperature; 1 unless given. */
  readonly temperature?: number;
}

/** Sampling options of a policy. */
export interface PolicySampling extends SamplingOptions {
  /**
   * Whether to keep the activations of sampling, where the policy's memory has room, until `dropActivations`
   * or the next completions. A differentiable `score` whose first continuation is some of these completions,
   * or what they begin with, then reuses them while the adapter is unchanged, and no row needs a second
   * forward pass. Its results differ in rounding from those of a full pass; at the temperature of sampling
   * its log-probs are the sampled ones.
   */
  readonly keepActivations?: boolean;
}

/**
 * A causal language model with a LoRA adapter, which samples completions and computes differentiable
 * log-probs.
 */
export interface Policy extends Completer {
  /** `options.n` completions of a prompt, [G]. */
  complete(prompt: Prompt, options?: SamplingOptions): Promise<readonly Completion[]>;
  /** `options.n` completions of each prompt, [P][G]; each prompt is prefilled once for its group. */
  completeGroups(prompts: readonly Prompt[], options?: PolicySampling): Promise<Completion[][]>;
  /** Frees the activations kept by `completeGroups`. */
  dropActivations(): void;
  /** The token ids of a prompt in the chat template. */
  encodePrompt(prompt: Prompt): Int32Array;
  /** The token ids of a text, as the model would generate it. */
  encode(text: string): Int32Array;
  /** The text of completion tokens, special tokens left out. */
  decode(tokenIds: Int32Array): string;
  /**
   * Log-probs in nats of completion tokens under base and adapter, differentiable in the adapter: [P·G, T],
   * where T is the longest completion; 0 for padding. The caller disposes it.
   */
  logProbs(batch: TokenBatch, options?: LogProbOptions): Tensor;
  /**
   * Log-probs like `logProbs`, under the reference policy: the base model without the adapter until
   * `freezeReference` is called. Not differentiable. The caller disposes it.
   */
  referenceLogProbs(batch: TokenBatch, options?: LogProbOptions): Tensor;
  /**
   * Scores several continuations of the same prompts in one pass, differentiable in the adapter. The caller
   * disposes the tensors, which are, in order:
   *
   * - completions: log-probs of their tokens, [P·G, T], 0 for padding; with `klToReference` followed by
   *   KL(policy ‖ reference) over the whole vocabulary at each token, of the same shape;
   * - completions with `candidates`: logits / temperature of the candidates at each token, [P·G, T, K], 0 for
   *   padding;
   * - a tree: logits / temperature of its candidates after the prompt and after each node, [P, 1 + N, K].
   */
  score(
    prompts: readonly Int32Array[],
    continuations: readonly Continuation[],
    options?: LogProbOptions,
  ): Tensor[];
  /**
   * Whether a differentiable `score` of these fits the policy's memory, as one of kept activations does. A
   * pass that does not fit recomputes each layer: the same numbers to rounding, for a third more time.
   * Smaller micro-batches are cheaper.
   */
  fitsMemory(prompts: readonly Int32Array[], continuations: readonly Continuation[]): boolean;
  /**
   * Freezes the policy as it is now as the reference policy, for training that starts from an adapter already
   * trained. It takes the memory of the adapted projections once more.
   *
   * @throws EchoError `invalid-input` when the policy's memory has no room for it.
   */
  freezeReference(): void;
  readonly adapter: LoraAdapter;
  readonly config: ModelConfig;
  /** Frees all tensors of the policy. */
  dispose(): void;
}
