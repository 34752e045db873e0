import type { Prompt } from '@echo/core';

/** The settings of a step, the same for both sides. */
export interface Settings {
  readonly prompts: number;
  /** Completions of each prompt. */
  readonly groupSize: number;
  /** Tokens of a prompt, about. */
  readonly promptTokens: number;
  /** Tokens of a completion, exactly: no end token and no stop string ends it. */
  readonly completionTokens: number;
  readonly temperature: number;
  readonly rank: number;
  readonly alpha: number;
  readonly learningRate: number;
  readonly clipRange: number;
}

export const FULL: Settings = {
  prompts: 4,
  groupSize: 8,
  promptTokens: 128,
  completionTokens: 48,
  temperature: 0.8,
  rank: 16,
  alpha: 32,
  learningRate: 1e-5,
  clipRange: 0.2,
};

/** Shows in a minute or two that every part runs; its figures mean nothing. */
export const SMALL: Settings = { ...FULL, prompts: 2, groupSize: 2, promptTokens: 48, completionTokens: 4 };

/** Weights β of the KL to the base model that are compared. */
export const BETAS = [0, 0.05] as const;

/** Rows sampled at once: prompts, and completions of each. */
export interface Rows {
  readonly prompts: number;
  readonly completions: number;
}

/**
 * The job of a child process; it reads this as JSON.
 *
 * `model` is a Hugging Face folder.
 */
export type Job =
  | (Workload & { readonly part: 'check'; readonly betas: readonly number[]; readonly folder: string })
  | (TrainJob & { readonly part: 'step' | 'profile' })
  | (Workload & { readonly part: 'sampling'; readonly rows: readonly Rows[]; readonly rounds: number })
  | {
      readonly part: 'curves';
      readonly model: string;
      readonly points: readonly CurvePoint[];
      readonly steps: number;
    }
  | { readonly part: 'gemm-peak' | 'logits-tile' };

/** One place on a cost curve, with the prompts it is measured on. */
export interface CurvePoint {
  readonly settings: Settings;
  readonly prompts: readonly Prompt[];
}

interface Workload extends CurvePoint {
  readonly model: string;
}

/** Steps of training: some of warm-up, and those that count. */
export interface TrainJob extends Workload {
  readonly beta: number;
  readonly warmup: number;
  readonly steps: number;
  /** The memory limit of our process in bytes; none unless given. */
  readonly memory?: number;
}

/** The profile of a step: its time by parts, and the memory after it. */
export interface ProfileFigures {
  readonly phases: readonly Phase[];
  /** Tensors alive, and bytes resident, after each measured step. */
  readonly tensors: readonly number[];
  readonly residentBytes: readonly number[];
  readonly peakBytes: number;
}

/**
 * A part of a step: per step, its seconds, and what each kernel took of them.
 *
 * What is left is JavaScript and the binding.
 */
export interface Phase {
  readonly name: 'sampling' | 'update';
  readonly seconds: number;
  readonly kernels: readonly { readonly name: string; readonly calls: number; readonly seconds: number }[];
}

/** The measured steps of one process. */
export interface StepFigures {
  /** Seconds of each measured step, from one to the next: reward, clipping, AdamW and logging are in it. */
  readonly seconds: readonly number[];
  /** Seconds of each that passed in sampling. */
  readonly sampling: readonly number[];
  /** Seconds of processor time of each. */
  readonly processor: readonly number[];
  /** Seconds of processor time that the rest of the machine used meanwhile. */
  readonly others: readonly (number | null)[];
  /** The most memory the process has held, bytes (VmHWM). */
  readonly peakBytes: number;
  /** Tokens of the prompts, and of all completions of a step. */
  readonly promptTokens: readonly number[];
  readonly completionTokens: number;
}

/** Seconds to sample each of the asked rows, by round. */
export type SamplingFigures = readonly (readonly number[])[];
