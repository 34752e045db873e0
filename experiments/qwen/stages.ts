import { join } from 'node:path';
import type { ReplyOrder } from '@echo/core';

/** What the stages work on: a model file, tasks to train and to measure on, and the folder of the stages. */
export interface Inputs {
  readonly model: string;
  readonly train: string;
  readonly heldOut: string;
  readonly out: string;
}

/** A stage: a command of `echo-rl` that leaves a folder, and can be stopped and gone on with. */
export interface Stage {
  readonly name: string;
  readonly folder: string;
  /** The file that is there when the stage is finished. */
  readonly done: string;
  readonly args: readonly string[];
}

/** The orders of a reply, the better one first. */
export const ORDERS: readonly ReplyOrder[] = ['answer-first', 'confidence-first'];

const MAX_TOKENS = ['--max-tokens', '32'];
const HELD_OUT_OF_TRAINING = ['--eval-limit', '200'];
const SETTING = ['--learning-rate', '5e-4'];
const ADAPTER = ['--num-layers', '8', '--rank', '16', '--alpha', '32'];
const SAMPLED = ['--temperature', '0.7', '--top-p', '1'];
const BUDGET = ['--prompts', '16', '--group', '2', '--steps', '150', '--eval-every', '50'];

/**
 * The stages of the proof in their order: for each order of reply, supervised fine-tuning, training and three
 * evaluations; then the untrained model, asked with two examples.
 *
 * An evaluation on training tasks gives the base rates that the trained confidence is compared with.
 */
export function stagesOf(inputs: Inputs): readonly Stage[] {
  return [
    ...ORDERS.flatMap((order) => stagesOfOrder(inputs, order)),
    evaluation(inputs, 'untrained', ['--method', 'few-shot', '--tasks', inputs.heldOut]),
  ];
}

function stagesOfOrder(inputs: Inputs, order: ReplyOrder): readonly Stage[] {
  const { model, train, heldOut, out } = inputs;
  const training = (name: string, args: readonly string[]): Stage => {
    const folder = join(out, name);
    const common = ['--model', model, '--tasks', train, '--order', order, ...SETTING, ...MAX_TOKENS];
    return {
      ...{ name, folder, done: join(folder, 'report.json') },
      args: ['train', '--out', folder, ...common, ...HELD_OUT_OF_TRAINING, ...args],
    };
  };
  const adapterOf = (stage: Stage) => ['--adapter', join(stage.folder, 'adapter')];
  const sft = training(`${order}/sft`, [...ADAPTER, '--sft-steps', '24', '--steps', '0']);
  const trained = training(`${order}/trained`, [
    ...adapterOf(sft),
    ...['--sft-steps', '0', '--kl-coefficient', '0', '--checkpoint-every', '10'],
    ...[...BUDGET, ...SAMPLED],
    ...(order === 'answer-first' ? ['--own-verdict', '1'] : []),
  ]);
  return [
    sft,
    trained,
    evaluation(inputs, `${order}/before`, [...adapterOf(sft), '--tasks', heldOut]),
    evaluation(inputs, `${order}/after`, [...adapterOf(trained), '--tasks', heldOut]),
    evaluation(inputs, `${order}/training-sample`, [
      ...adapterOf(trained),
      ...['--tasks', train, '--limit', '500'],
    ]),
  ];
}

function evaluation({ model, out }: Inputs, name: string, args: readonly string[]): Stage {
  const folder = join(out, name);
  return {
    ...{ name, folder, done: join(folder, 'report.json') },
    args: ['eval', '--out', folder, '--model', model, '--batch', '16', ...MAX_TOKENS, ...args],
  };
}
