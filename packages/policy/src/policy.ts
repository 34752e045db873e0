import type { Completer, Completion, Prompt, SamplingOptions } from '@echo/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LoraAdapter } from './lora/adapter.js';
import type { ActivationCache, CachedGroups } from './model/activation-cache.js';
import type { ModelConfig } from './model/model-config.js';
import type { TokenBatch, TokenTree } from './model/token-batch.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';

/** Sampling options of a policy. */
export interface PolicySampling extends SamplingOptions {
  /**
   * Whether to keep the activations of sampling, where the policy's memory has room. A differentiable `score`
   * that is given them needs no second forward pass of the sampled rows. Its results differ in rounding from
   * those of a full pass; at the temperature of sampling its log-probs are the sampled ones.
   */
  readonly keepActivations?: boolean;
  /** Is told of every token as it is sampled, before the completion is finished. */
  readonly onToken?: (token: StreamedToken) => void;
}

/** A token that has just been sampled. */
export interface StreamedToken {
  /** The place of its prompt among those given. */
  readonly prompt: number;
  /** The place of its completion in the group. */
  readonly completion: number;
  /** The text of the completion so far; a character cut in the middle ends it with U+FFFD. */
  readonly text: string;
}

/** Sampled completions of each prompt, and the activations of sampling them where they were kept. */
export interface Samples {
  /** [P][G]. */
  readonly groups: Completion[][];
  /** The caller disposes them, after the gradient is taken; null when none were asked for or had room. */
  readonly activations: ActivationCache | null;
}

/** Completions of each prompt, [P][G][·], whose tokens' log-probs are asked for. */
export interface LogProbsContinuation {
  readonly kind: 'log-probs';
  readonly completions: TokenBatch['completions'];
  /** Whether to compute KL(policy ‖ reference) at each token, besides log-probs. */
  readonly klToReference?: boolean;
}

/** Completions of each prompt, [P][G][·], with K tokens whose logits at each place are asked for. */
export interface LogitsContinuation {
  readonly kind: 'logits';
  readonly completions: TokenBatch['completions'];
  readonly candidates: Int32Array;
}

/** Tries of tokens after prompts, with K tokens whose logits after each node are asked for. */
export interface TreeContinuation {
  readonly kind: 'tree-logits';
  /** The same trie after every prompt, or tries of each prompt's own, [P][G]. */
  readonly tree: TokenTree | readonly (readonly TokenTree[])[];
  readonly candidates: Int32Array;
}

/** A continuation of prompts to score. */
export type Continuation = LogProbsContinuation | LogitsContinuation | TreeContinuation;

/**
 * Log-probs of the tokens of completions, [P · G, T], in nats, 0 for padding; T is the longest completion.
 */
export interface LogProbsScore {
  readonly logProbs: Tensor;
  /** KL(policy ‖ reference) over the whole vocabulary at each token, of the same shape; null unless asked. */
  readonly kl: Tensor | null;
}

/**
 * Logits / temperature of K candidate tokens: at each token of completions, [P · G, T, K], 0 for padding; of
 * a tree after the prompt and after each node, [P · G, 1 + N, K], 0 for padding where trees differ.
 */
export interface LogitsScore {
  readonly logits: Tensor;
}

/** The score of each continuation, in order. */
export type Scores<C extends readonly Continuation[]> = {
  readonly [I in keyof C]: C[I] extends LogProbsContinuation ? LogProbsScore : LogitsScore;
};

/** How continuations are scored. */
export interface ScoreOptions {
  /** The softmax temperature; 1 unless given. */
  readonly temperature?: number;
  /** Scores by the reference policy, which is not differentiable, in place of the policy. */
  readonly byReference?: boolean;
  /**
   * Kept activations of the first continuation, whose completions are those sampled or what they begin with;
   * only differentiable scores use them.
   */
  readonly activations?: CachedGroups;
}

/** How prompts are split into micro-batches. */
export interface MicroBatchOptions {
  /** The most prompts of a micro-batch; no limit unless given. */
  readonly maxPrompts?: number;
  /** Kept activations of the first continuation: what they were kept for fits. */
  readonly activations?: ActivationCache | null;
}

/** Some of the prompts, with their part of each continuation. */
export interface MicroBatch<C extends readonly Continuation[]> {
  /** The place of each prompt among all. */
  readonly indices: readonly number[];
  readonly prompts: readonly Int32Array[];
  readonly continuations: C;
}

/**
 * A causal language model with a LoRA adapter, which samples completions and computes differentiable
 * log-probs.
 */
export interface Policy extends Completer {
  readonly config: ModelConfig;
  readonly adapter: LoraAdapter;
  readonly tokenizer: Tokenizer;
  /** `options.n` completions of a prompt, [G]. */
  complete(prompt: Prompt, options?: SamplingOptions): Promise<readonly Completion[]>;
  /** `options.n` completions of each prompt, [P][G]; each prompt is prefilled once for its group. */
  completeGroups(prompts: readonly Prompt[], options?: SamplingOptions): Promise<Completion[][]>;
  /**
   * The log-probability, in nats at temperature 1, of each text as the beginning of a reply; none may be
   * empty.
   */
  logLikelihoods(prompt: Prompt, continuations: readonly string[]): Promise<readonly number[]>;
  /** Samples like `completeGroups`, and keeps the activations of sampling where asked. */
  sample(prompts: readonly Prompt[], options?: PolicySampling): Promise<Samples>;
  /**
   * Scores several continuations of the same prompts in one pass, differentiable in the adapter. The caller
   * disposes the tensors. A pass that does not fit the policy's memory recomputes each layer: the same
   * numbers to rounding, for a third more time.
   *
   * @throws EchoError `invalid-input` for groups of unequal size, an empty completion, a tree out of order,
   * or activations of other completions or of another adapter.
   */
  score<const C extends readonly Continuation[]>(
    prompts: readonly Int32Array[],
    continuations: C,
    options?: ScoreOptions,
  ): Scores<C>;
  /**
   * Splits prompts into micro-batches whose differentiable score fits the policy's memory, those of like
   * length together.
   */
  microBatches<const C extends readonly Continuation[]>(
    prompts: readonly Int32Array[],
    continuations: C,
    options?: MicroBatchOptions,
  ): readonly MicroBatch<C>[];
  /**
   * Freezes the policy as it is now as the reference policy, which is the base model before. It takes the
   * memory of the adapted projections once more.
   *
   * @throws EchoError `invalid-input` when the policy's memory has no room for it.
   */
  freezeReference(): void;
  /** Frees all tensors of the policy. */
  dispose(): void;
}
