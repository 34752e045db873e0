import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { REPLY_ORDERS, type ReplyOrder } from '@echo/core';
import { sftOnRates } from './sft-on-rates.js';
import {
  adapterOf,
  evaluationStage,
  LEARNING_RATE,
  MAX_TOKENS,
  ourTraining,
  type Stage,
  type StageInputs,
  sftStage,
  trainingStage,
} from './stages.js';

export interface ComparisonInputs extends StageInputs {
  /** Tasks to measure on. */
  readonly heldOut: string;
}

/** A way to train: its name, its order of reply, and the flags in which it differs from the setting. */
export interface Contestant {
  readonly name: string;
  readonly order: ReplyOrder;
  readonly change: readonly string[];
}

const STEPS = 60;
const QUESTIONS = 16 * STEPS;
const LIMIT = ['--limit', '400'];

/** The ways to train by reward in one stage, which are compared with ours at equal steps. */
export const CONTESTANTS: readonly Contestant[] = [
  { name: 'answer-first-own-1', order: 'answer-first', change: ['--own-verdict', '1'] },
  { name: 'answer-first-own-half', order: 'answer-first', change: ['--own-verdict', '0.5'] },
  { name: 'answer-first-own-0', order: 'answer-first', change: ['--own-verdict', '0'] },
  { name: 'confidence-first', order: 'confidence-first', change: [] },
  { name: 'rlcr', order: 'answer-first', change: ['--reward', 'rlcr', '--credit', 'completion'] },
  { name: 'dcpo', order: 'answer-first', change: ['--credit', 'dcpo'] },
  { name: 'plain-grpo', order: 'answer-first', change: ['--credit', 'completion'] },
  {
    name: 'accuracy-only',
    order: 'answer-first',
    change: ['--reward', 'accuracy-only', '--credit', 'completion'],
  },
];

/** Our setting, in both orders of reply. */
export const OURS: readonly Contestant[] = REPLY_ORDERS.map((order) => ({
  name: `${order}-ours`,
  order,
  change: [],
}));

/** The ways to train without reinforcement: supervised fine-tuning on cross-fitted success rates. */
export const CHEAP: readonly Contestant[] = [
  { name: 'answer-first-sft-on-rates', order: 'answer-first', change: [] },
  { name: 'confidence-first-sft-on-rates', order: 'confidence-first', change: [] },
];

/** The stages of the comparison: a start for each order, then each way to train and its evaluation. */
export function comparisonStages(inputs: ComparisonInputs): readonly Stage[] {
  const starts = {
    'answer-first': sftStage(inputs, 'answer-first-sft', 'answer-first'),
    'confidence-first': sftStage(inputs, 'confidence-first-sft', 'confidence-first'),
  };
  const evaluated = (stage: Stage): readonly Stage[] => [
    stage,
    evaluationStage(inputs, `${stage.name}-answers`, [
      ...adapterOf(stage),
      ...['--tasks', inputs.heldOut, ...LIMIT],
    ]),
  ];
  return [
    ...Object.values(starts).flatMap(evaluated),
    ...OURS.flatMap(({ name, order }) => {
      const [learned, trained] = ourTraining(inputs, { name, order, from: starts[order], steps: STEPS });
      return [learned, ...evaluated(trained)];
    }),
    ...CONTESTANTS.flatMap(({ name, order, change }) =>
      evaluated(trainingStage(inputs, { name, order, from: starts[order], steps: STEPS, change })),
    ),
    ...CHEAP.flatMap(({ name, order }) => evaluated(ratesStage(inputs, name, order, starts[order]))),
  ];
}

function ratesStage({ model, train, out }: StageInputs, name: string, order: ReplyOrder, from: Stage): Stage {
  const folder = join(out, name);
  return {
    ...{ name, folder, done: join(folder, 'report.json') },
    run: async () => {
      mkdirSync(folder, { recursive: true });
      await sftOnRates({
        ...{ model, train, order, folder, questions: QUESTIONS },
        ...{ maxTokens: MAX_TOKENS, learningRate: LEARNING_RATE },
        adapter: join(from.folder, 'adapter'),
      });
      return 0;
    },
  };
}
