import type { Trial } from '@echo/eval';
import {
  accuracy,
  auroc,
  brierScore,
  confidentErrorRate,
  expectedCalibrationError,
  meanConfidence,
  type Prediction,
  tabulate,
} from '@echo/metrics';
import { bootstrapInterval, compareModels, type Metric } from '@echo/metrics/uncertainty';

/** A named set of predictions: a row of a table. */
export interface Contender {
  readonly name: string;
  readonly predictions: readonly Prediction[];
}

const SCORES: readonly (readonly [title: string, metric: Metric])[] = [
  ['ECE', expectedCalibrationError],
  ['Brier', brierScore],
  ['AUROC', auroc],
];

/** A column of a table of scores. */
export interface Column<C extends Contender> {
  readonly title: string;
  readonly cell: (contender: C) => string;
}

/** The scores of each contender with 95 % bootstrap intervals, and more columns, as a Markdown table. */
export function scoresTable<C extends Contender>(
  contenders: readonly C[],
  more: readonly Column<C>[] = [],
): string {
  const titles = [...SCORES.map(([title]) => title), ...more.map(({ title }) => title)];
  return table([
    ['', 'accuracy', 'confidence', ...titles, 'incorrect at ≥ 80 %'],
    ...contenders.map((contender) => {
      const { name, predictions } = contender;
      return [
        name,
        percent(accuracy(predictions)),
        percent(meanConfidence(predictions)),
        ...SCORES.map(([, metric]) => withInterval(bootstrapInterval(tabulate(predictions), metric))),
        ...more.map(({ cell }) => cell(contender)),
        percent(confidentErrorRate(predictions)),
      ];
    }),
  ]);
}

/** The paired differences of a model's scores less each baseline's, with 95 % intervals. */
export function differencesTable(
  title: string,
  model: readonly Trial[],
  baselines: readonly Contender[],
): string {
  return table([
    [title, 'Brier', 'AUROC'],
    ...baselines.map(({ name, predictions }) => {
      const { brier, auroc } = compareModels(model, predictions);
      return [name, ...[brier, auroc].map(withInterval)];
    }),
  ]);
}

/** A figure with its interval; null where it is undefined. */
export interface Estimated {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** `.412 [.398, .430]`. */
export const withInterval = ({ value, low, high }: Estimated): string =>
  `${number(value)} [${number(low)}, ${number(high)}]`;

/** Three decimals without the zero before the point, – of nothing. */
export const number = (x: number | null): string => x?.toFixed(3).replace(/^(-?)0\./, '$1.') ?? '–';

/** A Markdown table of rows of cells; the first row is the head. */
export function table([head, ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head ?? []), line((head ?? []).map(() => '---')), ...rows.map(line)].join('\n');
}

/** A share, – where there is none. */
export const percent = (share: number | null): string =>
  share === null ? '–' : `${(100 * share).toFixed(1)} %`;
export const domainOf = ({ domain }: Trial): string => domain;
