import type { Completer, Completion, Prompt, SamplingOptions } from '@echo/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LoraAdapter } from './lora/adapter.js';
import type { ModelConfig } from './weights/model-config.js';

/** Prompts as token ids, and for each prompt its group of completions: `prompts` [P][·], `completions` [P][G][·]. */
export interface TokenBatch {
  readonly prompts: readonly Int32Array[];
  readonly completions: readonly (readonly Int32Array[])[];
}

/** Tokens that can follow a prompt, as a tree: what several continuations begin with stands in it, and is computed, once. */
export interface TokenTree {
  /** The token of each of N nodes. */
  readonly ids: Int32Array;
  /** The node before each, which stands before it in the list; −1 behind the prompt. */
  readonly parents: Int32Array;
}

/** What is asked for behind the prompts of a pass: log-probs of completions, [P][G][·], or logits of some candidates behind them or in a tree. */
export type Continuation =
  | {
      readonly completions: TokenBatch['completions'];
      /** Asks, besides log-probs, how far the distribution of each token has moved away from the reference's. */
      readonly klToReference?: boolean;
    }
  | { readonly completions: TokenBatch['completions']; readonly candidates: Int32Array }
  | { readonly tree: TokenTree; readonly candidates: Int32Array };

export interface LogProbOptions {
  /** The temperature the log-probs are taken at; 1 unless given. */
  readonly temperature?: number;
}

/** How a policy samples. */
export interface PolicySampling extends SamplingOptions {
  /**
   * Keeps what the layers compute, until `forget` or the next completions, where the policy's memory has room: a differentiated `score` whose
   * first branch is some of these completions, or what they begin with, starts from it as long as the adapter is the same, and sends no row
   * forward twice. Its results differ in rounding from those of a pass that computes all again; at the temperature of sampling its log-probs are the sampled ones.
   */
  readonly keepActivations?: boolean;
}

/** A causal language model with a LoRA adapter: it completes prompts, and gives log-probs one can differentiate. */
export interface Policy extends Completer {
  complete(prompt: Prompt, options?: SamplingOptions): Promise<readonly Completion[]>;
  /** `options.n` completions of each prompt, [P][G]; every prompt is computed once. */
  completeGroups(prompts: readonly Prompt[], options?: PolicySampling): Promise<Completion[][]>;
  /** Frees what `completeGroups` has been asked to remember. */
  dropActivations(): void;
  /** The token ids a prompt becomes through the chat template. */
  encodePrompt(prompt: Prompt): Int32Array;
  /** The token ids of a reply, as the model would have written it. */
  encode(text: string): Int32Array;
  /** The text of completion tokens, without special ones. */
  decode(tokenIds: Int32Array): string;
  /**
   * Log-probs of the completion tokens under base and adapter, differentiable in the adapter: [P·G, T], where T is the
   * longest completion; 0 behind the end of a shorter one. The caller disposes it.
   */
  logProbs(batch: TokenBatch, options?: LogProbOptions): Tensor;
  /** The same of the reference, which is the base model alone, the adapter switched off, until `anchor` is called; not differentiable. */
  referenceLogProbs(batch: TokenBatch, options?: LogProbOptions): Tensor;
  /**
   * Several continuations of the same prompts in one pass, differentiable in the adapter: of each set of completions the log-probs of
   * its tokens, [P·G, T] and 0 behind the end, followed with `klToReference` by KL(policy ‖ reference) over the whole vocabulary at each
   * token, of the same shape; or the logits of its `candidates` in the place of each token, [P·G, T, K] and 0 behind the end. Of a tree,
   * the logits of its candidates behind the prompt and then behind each node, [P, 1 + N, K]. The caller disposes them.
   */
  score(
    prompts: readonly Int32Array[],
    continuations: readonly Continuation[],
    options?: LogProbOptions,
  ): Tensor[];
  /**
   * Whether a differentiated `score` of these stays within the policy's memory, as one of remembered completions does. One that does not
   * computes each layer twice, the same numbers to rounding for a third more time; fewer prompts at once are cheaper, where there are several.
   */
  fitsMemory(prompts: readonly Int32Array[], continuations: readonly Continuation[]): boolean;
  /**
   * Makes the policy as it is now the reference: what training starts from, where that is no fresh adapter. Costs the adapted maps once more.
   *
   * @throws EchoError `invalid-input` when the policy's memory has no room for them.
   */
  freezeReference(): void;
  readonly adapter: LoraAdapter;
  readonly config: ModelConfig;
  /** Frees every tensor the policy holds. */
  dispose(): void;
}
