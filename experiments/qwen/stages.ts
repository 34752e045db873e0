import { join } from 'node:path';
import type { ReplyOrder } from '@echo/core';

/** A stage: a command of `echo-rl` that leaves a folder, and can be stopped and gone on with. */
export interface Stage {
  readonly name: string;
  readonly folder: string;
  /** The file that is there when the stage is finished. */
  readonly done: string;
  readonly args: readonly string[];
}

/** What a model's stages work on: its file, tasks to train on, and the folder of the stages. */
export interface StageInputs {
  readonly model: string;
  readonly train: string;
  readonly out: string;
}

const MAX_TOKENS = ['--max-tokens', '32'];
const HELD_OUT_OF_TRAINING = ['--eval-limit', '200'];
const LEARNING_RATE = ['--learning-rate', '5e-4'];
const ADAPTER = ['--num-layers', '8', '--rank', '16', '--alpha', '32'];
const SAMPLED = ['--temperature', '0.7', '--top-p', '1'];
const BATCH = ['--prompts', '16', '--group', '2'];

/** Supervised fine-tuning on the format alone: the start of all training in this order of reply. */
export function sftStage(inputs: StageInputs, name: string, order: ReplyOrder): Stage {
  return training(inputs, name, order, [...ADAPTER, '--sft-steps', '24', '--steps', '0']);
}

/** Training from another stage's adapter; `change` is what differs from the setting. */
export function trainingStage(
  inputs: StageInputs,
  { name, order, from, steps, change = [] }: TrainingOf,
): Stage {
  return training(inputs, name, order, [
    ...adapterOf(from),
    ...['--sft-steps', '0', '--kl-coefficient', '0', '--checkpoint-every', '10'],
    ...['--steps', String(steps), '--eval-every', '50', ...BATCH, ...SAMPLED],
    ...change,
  ]);
}

export interface TrainingOf {
  readonly name: string;
  readonly order: ReplyOrder;
  /** The stage whose adapter it starts from. */
  readonly from: Stage;
  readonly steps: number;
  readonly change?: readonly string[];
}

/** An evaluation with greedy replies; `args` say on which tasks, by which adapter or method. */
export function evaluationStage({ model, out }: StageInputs, name: string, args: readonly string[]): Stage {
  const folder = join(out, name);
  return {
    ...{ name, folder, done: join(folder, args.includes('--method=all') ? 'methods.json' : 'report.json') },
    args: ['eval', '--out', folder, '--model', model, '--batch', '16', ...MAX_TOKENS, ...args],
  };
}

/** The flag for a training stage's adapter. */
export const adapterOf = ({ folder }: Stage): readonly string[] => ['--adapter', join(folder, 'adapter')];

function training(
  { model, train, out }: StageInputs,
  name: string,
  order: ReplyOrder,
  args: readonly string[],
): Stage {
  const folder = join(out, name);
  const common = ['--model', model, '--tasks', train, '--order', order, ...LEARNING_RATE, ...MAX_TOKENS];
  return {
    ...{ name, folder, done: join(folder, 'report.json') },
    args: ['train', '--out', folder, ...common, ...HELD_OUT_OF_TRAINING, ...args],
  };
}
