import type { ReplyOrder } from '@echo/core';
import {
  confidenceVariety,
  confidentErrorRate,
  expectedCalibrationError,
  groupAuroc,
  type Prediction,
  tabulateBy,
} from '@echo/metrics';
import { compareModels } from '@echo/metrics/uncertainty';
import type { Domain } from '@echo/tasks';
import { number, percent, table, withInterval } from '../smollm2/scores-table.js';

type Answers = readonly (Prediction & { readonly domain: Domain })[];

/**
 * What an order of reply is held to: the answers after training beside those it must be better than, null
 * where they are not measured.
 */
export interface Held {
  readonly order: ReplyOrder;
  readonly after: Answers;
  readonly untrained: Answers | null;
  readonly before: Answers | null;
  readonly baseRates: Answers | null;
}

/** A figure, and whether it reaches the aim; null where it is not measured. */
type Measured = readonly [shown: string, isMet: boolean] | null;

const ece = (answers: Answers): number => expectedCalibrationError(answers) ?? 1;

/** Whether the ECE is at least 77 % below that of other answers. */
function isBelow(after: Answers, other: Answers | null): Measured {
  if (!other) return null;
  const share = 1 - ece(after) / ece(other);
  return [percent(share), share >= 0.77];
}

/** Each aim, how it is measured, and whether it is met. */
const AIMS: readonly (readonly [aim: string, measure: (held: Held) => Measured])[] = [
  ['ECE at most .05', ({ after }) => [number(ece(after)), ece(after) <= 0.05]],
  ['ECE at least 77 % below that before', ({ after, before }) => isBelow(after, before)],
  [
    'ECE at least 77 % below that of the untrained model with two examples',
    ({ after, untrained }) => isBelow(after, untrained),
  ],
  [
    'at most 3 % of the answers incorrect at 80 % or more',
    ({ after }) => [percent(confidentErrorRate(after)), (confidentErrorRate(after) ?? 1) <= 0.03],
  ],
  [
    'accuracy at most one point lower than before',
    ({ after, before }) => {
      if (!before) return null;
      const { accuracy } = compareModels(after, before);
      return [withInterval(accuracy), (accuracy.value ?? -1) >= -0.01];
    },
  ],
  [
    'ten distinct confidences or more',
    ({ after }) => {
      const distinct = confidenceVariety(after)?.distinct ?? 0;
      return [String(distinct), distinct >= 10];
    },
  ],
  [
    'the three commonest state at most 80 % of the answers',
    ({ after }) => {
      const share = confidenceVariety(after)?.topThreeShare ?? 1;
      return [percent(share), share <= 0.8];
    },
  ],
  [
    'AUROC within domains at least .70 answer first, .65 confidence first, all of its interval above .60',
    ({ order, after }) => {
      const within = groupAuroc(tabulateBy(after, ({ domain }) => domain));
      const leftOut = within.leftOut.length > 0 ? `, without ${within.leftOut.join(', ')}` : '';
      const wanted = order === 'answer-first' ? 0.7 : 0.65;
      return [withInterval(within) + leftOut, (within.value ?? 0) >= wanted && (within.low ?? 0) > 0.6];
    },
  ],
  [
    'AUROC at least .04 above that of the base rates, all of the interval above 0',
    ({ after, baseRates }) => {
      if (!baseRates) return null;
      const { auroc } = compareModels(after, baseRates);
      return [withInterval(auroc), (auroc.value ?? 0) >= 0.04 && (auroc.low ?? 0) > 0];
    },
  ],
  [
    'Brier score below that of the base rates, all of the interval below 0',
    ({ after, baseRates }) => {
      if (!baseRates) return null;
      const { brier } = compareModels(after, baseRates);
      return [withInterval(brier), (brier.high ?? 0) < 0];
    },
  ],
];

/** The aims of the proof in a table: what was measured in each order, and whether it is met. */
export function aimsTable(held: readonly Held[]): string {
  return table([
    ['aim', ...held.flatMap(({ order }) => [order, ''])],
    ...AIMS.map(([aim, measure]) => [
      aim,
      ...held.flatMap((one) => {
        const measured = measure(one);
        return measured ? [measured[0], measured[1] ? 'met' : 'missed'] : ['–', 'not measured'];
      }),
    ]),
  ]);
}
