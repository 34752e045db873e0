import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '@echo/cli';
import type { ReplyOrder } from '@echo/core';

/** A stage of an experiment, which leaves a folder, and can be stopped and gone on with. */
export interface Stage {
  readonly name: string;
  readonly folder: string;
  /** The file that is there when the stage is finished. */
  readonly done: string;
  /** Makes it, or goes on with it; the exit code. */
  run(): Promise<number>;
}

/** What a model's stages work on: its file, tasks to train on, and the folder of the stages. */
export interface StageInputs {
  readonly model: string;
  readonly train: string;
  readonly out: string;
}

/** What every stage has in common, and training's learning rate. */
export const MAX_TOKENS = 32;
export const LEARNING_RATE = 5e-4;

/** The share of the steps of our training in which the confidence is written out. */
const WRITING = 4 / 15;

/** What the confidence learns: how likely its answer is to be correct, as a distribution. */
const LEARN: Readonly<Record<ReplyOrder, readonly string[]>> = {
  'confidence-first': [...crossEntropy(0.002), '--success-rate', 'likelihood'],
  'answer-first': [...crossEntropy(0.002), '--success-rate', 'likelihood', '--own-verdict', '0.25'],
};

/** What it then learns to write: the mean of that distribution, as the reference policy has it. */
const WRITE: Readonly<Record<ReplyOrder, readonly string[]>> = {
  'confidence-first': [...crossEntropy(0.0005), '--success-rate', 'reference'],
  'answer-first': [...crossEntropy(0.0005), '--success-rate', 'reference', '--own-verdict', '0'],
};

function crossEntropy(entropy: number): readonly string[] {
  const bonus = String(entropy);
  return [
    ...['--confidence-objective', 'cross-entropy', '--confidence-weight', '8'],
    ...['--entropy-coefficient', bonus, '--final-entropy-coefficient', bonus],
  ];
}

const COMMON = ['--max-tokens', String(MAX_TOKENS)];
const HELD_OUT_OF_TRAINING = ['--eval-limit', '200'];
const ADAPTER = ['--num-layers', '8', '--rank', '16', '--alpha', '32'];
const SAMPLED = ['--temperature', '0.7', '--top-p', '1'];
const BATCH = ['--prompts', '16', '--group', '2'];

/** Supervised fine-tuning on the format alone: the start of all training in this order of reply. */
export function sftStage(inputs: StageInputs, name: string, order: ReplyOrder): Stage {
  return training(inputs, name, order, [...ADAPTER, '--sft-steps', '24', '--steps', '0']);
}

export interface TrainingOf {
  readonly name: string;
  readonly order: ReplyOrder;
  /** The stage whose adapter it starts from. */
  readonly from: Stage;
  readonly steps: number;
  /** Flags that differ from the setting. */
  readonly change?: readonly string[];
}

/** Training from another stage's adapter. */
export function trainingStage(inputs: StageInputs, given: TrainingOf): Stage {
  const { name, order, from, steps, change = [] } = given;
  return training(inputs, name, order, [
    ...adapterOf(from),
    ...['--sft-steps', '0', '--kl-coefficient', '0', '--checkpoint-every', '10'],
    ...['--steps', String(steps), '--eval-every', '50', ...BATCH, ...SAMPLED],
    ...change,
  ]);
}

/**
 * Our training, in two stages: the confidence learns the chance of its answer as a distribution, then to
 * write the mean of it. The last stage has the name that is given.
 */
export function ourTraining(
  inputs: StageInputs,
  { name, order, from, steps }: Omit<TrainingOf, 'change'>,
): readonly [Stage, Stage] {
  const writing = Math.round(steps * WRITING);
  const learned = trainingStage(inputs, {
    ...{ name: `${name}-as-distribution`, order, from, steps: steps - writing },
    change: LEARN[order],
  });
  return [
    learned,
    trainingStage(inputs, { name, order, from: learned, steps: writing, change: WRITE[order] }),
  ];
}

/**
 * An evaluation with greedy replies; `args` say on which tasks, by which adapter or methods.
 * `written` is what it writes last.
 */
export function evaluationStage(
  { model, out }: StageInputs,
  name: string,
  args: readonly string[],
  written = 'report.json',
): Stage {
  const folder = join(out, name);
  const command = ['eval', '--out', folder, '--model', model, '--batch', '16', ...COMMON, ...args];
  return {
    ...{ name, folder, done: join(folder, written) },
    run: () => main(existsSync(folder) ? [...command, '--resume'] : command),
  };
}

/** The flag for a training stage's adapter. */
export const adapterOf = ({ folder }: Pick<Stage, 'folder'>): readonly string[] => [
  '--adapter',
  join(folder, 'adapter'),
];

function training(
  { model, train, out }: StageInputs,
  name: string,
  order: ReplyOrder,
  args: readonly string[],
): Stage {
  const folder = join(out, name);
  const rate = ['--learning-rate', String(LEARNING_RATE)];
  const common = ['--model', model, '--tasks', train, '--order', order, ...rate, ...COMMON];
  const command = ['train', '--out', folder, ...common, ...HELD_OUT_OF_TRAINING, ...args];
  return {
    ...{ name, folder, done: join(folder, 'report.json') },
    // A run knows its settings.
    run: () => main(existsSync(folder) ? ['train', '--out', folder, '--resume'] : command),
  };
}
