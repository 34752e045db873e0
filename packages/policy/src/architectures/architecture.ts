import type { Projection } from '../model/causal-lm.js';

/**
 * The norms that a decoder layer may have, by where they stand. Those of queries and keys are over the width
 * of a head; those after attention and after the MLP come before the addition to the residual stream.
 */
export const NORM_ROLES = [
  'beforeAttention',
  'query',
  'key',
  'afterAttention',
  'beforeMlp',
  'afterMlp',
] as const;
export type NormRole = (typeof NORM_ROLES)[number];

/** The names of a layer's norm in checkpoints, without its layer and `.weight`. */
export interface NormNames {
  readonly huggingFace: string;
  readonly gguf: string;
}

/** A value for each norm of a layer; all but the two before attention and before the MLP may be lacking. */
export type Norms<T> = { readonly [R in 'beforeAttention' | 'beforeMlp']: T } & {
  readonly [R in NormRole]?: T;
};

/** The activation of the gated MLP. */
export type Activation = 'silu' | 'gelu_pytorch_tanh';

/** Sliding windows: layers that see the last positions alone, as config.json leaves them when silent. */
export interface LocalLayers {
  /** The positions that a local layer sees, its own included. */
  readonly window: number;
  /** Every how many layers one sees all positions; null where none does. */
  readonly globalEvery: number | null;
  /** The rotary base of local layers; null for that of the global ones. */
  readonly ropeTheta: number | null;
}

/**
 * The description of a decoder-only transformer: all that tells one architecture from another. A decoder
 * layer has norms, rotary attention with grouped keys, and a gated MLP.
 */
export interface Architecture {
  /** `model_type` in config.json. */
  readonly modelType: string;
  /** `architectures` in config.json. */
  readonly huggingFaceClass: string;
  /** `general.architecture` in GGUF metadata. */
  readonly gguf: string;
  readonly norms: Norms<NormNames>;
  /** Whether a norm's stored weight w stands for a gain of 1 + w; in GGUF files the 1 has been added. */
  readonly zeroCentredNorms: boolean;
  /** The projections that have biases. */
  readonly biases: readonly Projection[];
  readonly activation: Activation;
  /** Whether embeddings are multiplied by √C, C the hidden size. */
  readonly scaledEmbeddings: boolean;
  /** Sliding windows; null where no layer has one. */
  readonly local: LocalLayers | null;
  /** Whether GGUF files interleave the two halves of each query and key head. */
  readonly interleavedInGguf: boolean;
  /** What config.json means by leaving a setting out; a null head size is C / heads. */
  readonly defaults: {
    readonly headDim: number | null;
    readonly ropeTheta: number;
    readonly tiedEmbeddings: boolean;
    /** The number whose root divides attention scores; null for the head size. */
    readonly queryScalar: number | null;
  };
}
