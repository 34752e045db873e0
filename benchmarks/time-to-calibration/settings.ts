import type { RunConfig, RunConfigInput } from '@echo/run';

/** How much is measured. */
export interface Plan {
  /** Steps between measurements, which are not counted in the minutes. */
  readonly every: number;
  /** Held-out tasks of a measurement: a fixed sample. */
  readonly heldOut: number;
  /** TRL may take as many times ECHO's minutes. */
  readonly times: number;
  /** Settings of our run in place of its defaults. */
  readonly echo: RunConfigInput;
  /** Settings of TRL in place of `trlDefaults`. */
  readonly trl: TrlSettings;
}

export const FULL: Plan = { every: 5, heldOut: 500, times: 12, echo: {}, trl: {} };

/** Shows in minutes that everything runs; its figures mean nothing. */
export const SMALL: Plan = {
  every: 1,
  heldOut: 8,
  times: 1,
  echo: { sftSteps: 2, prompts: 2, group: 2, maxTokens: 16, steps: 2, formatGuard: false },
  trl: {
    num_generations: 2,
    per_device_train_batch_size: 2,
    gradient_accumulation_steps: 2,
    max_completion_length: 16,
  },
};

/** GRPOConfig's settings on TRL's side, by their names there. */
export type TrlSettings = Readonly<Record<string, number | string | boolean>>;

/**
 * TRL's side unless told otherwise: RLCR's published set-up (arXiv 2507.16806), which has no KL, no division
 * by the spread of rewards and a temperature of .7.
 *
 * The learning rate is ours, as it trains the same adapter, and batches are those that are fastest on two
 * cores.
 */
export function trlDefaults({ learningRate, maxTokens }: RunConfig): TrlSettings {
  return {
    num_generations: 8,
    per_device_train_batch_size: 8,
    gradient_accumulation_steps: 4,
    temperature: 0.7,
    top_p: 1,
    top_k: 0,
    beta: 0,
    scale_rewards: 'none',
    loss_type: 'dapo',
    learning_rate: learningRate,
    lr_scheduler_type: 'constant_with_warmup',
    warmup_steps: 10,
    max_grad_norm: 1,
    max_completion_length: maxTokens,
  };
}

/** What a training process is told. */
export type SideJob =
  | { readonly kind: 'start'; readonly config: RunConfig; readonly folder: string }
  | {
      readonly kind: 'echo';
      readonly config: RunConfig;
      readonly every: number;
      readonly folder: string;
    }
  | {
      readonly kind: 'trl';
      readonly settings: TrlSettings;
      readonly seed: number;
      /** A Hugging Face folder of the same weights. */
      readonly model: string;
      /** The adapter that training starts from. */
      readonly adapter: string;
      /** Lines of `{ prompt, task }`; `task` is the place of the task among those trained on. */
      readonly prompts: string;
      readonly stop: readonly string[];
      readonly every: number;
      readonly folder: string;
    };

/** What a training process asks. */
export type SideRequest =
  | { readonly kind: 'grade'; readonly replies: readonly { readonly task: number; readonly text: string }[] }
  | { readonly kind: 'measure'; readonly step: number; readonly seconds: number; readonly adapter: string };

/** The answer: a reward each, or whether to train on. */
export type SideAnswer = { readonly rewards: readonly number[] } | { readonly goOn: boolean };
