import type { ReplyOrder } from '@echo/core';
import { adapterOf, evaluationStage, ourTraining, type Stage, type StageInputs, sftStage } from './stages.js';

export interface ProofInputs extends StageInputs {
  /** Tasks to measure on, and tasks to fit recalibrations on, which are of training. */
  readonly heldOut: string;
  readonly calibration: string;
}

/** The orders of a reply, the better one first. */
export const ORDERS: readonly ReplyOrder[] = ['answer-first', 'confidence-first'];

/**
 * The stages of the proof in their order: for each order of reply, supervised fine-tuning, two of training
 * and three evaluations; then every way to ask the untrained model.
 *
 * An evaluation on training tasks gives the base rates that the trained confidence is compared with.
 */
export function proofStages(inputs: ProofInputs): readonly Stage[] {
  const { heldOut, calibration } = inputs;
  return [
    ...ORDERS.flatMap((order) => stagesOfOrder(inputs, order)),
    evaluationStage(inputs, 'untrained', ['--method', 'few-shot', '--tasks', heldOut]),
    evaluationStage(
      inputs,
      'elicitation',
      ['--method', 'all', '--tasks', heldOut, '--limit', '400', '--calibration', calibration],
      'methods.md',
    ),
  ];
}

function stagesOfOrder(inputs: ProofInputs, order: ReplyOrder): readonly Stage[] {
  const { train, heldOut } = inputs;
  const sft = sftStage(inputs, `${order}/sft`, order);
  const [learned, trained] = ourTraining(inputs, { name: `${order}/trained`, order, from: sft, steps: 120 });
  return [
    sft,
    learned,
    trained,
    evaluationStage(inputs, `${order}/before`, [...adapterOf(sft), '--tasks', heldOut]),
    evaluationStage(inputs, `${order}/after`, [...adapterOf(trained), '--tasks', heldOut]),
    evaluationStage(inputs, `${order}/training-sample`, [
      ...adapterOf(trained),
      ...['--tasks', train, '--limit', '500'],
    ]),
  ];
}
