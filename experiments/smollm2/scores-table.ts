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

/** The scores of each contender with 95 % bootstrap intervals, as a Markdown table. */
export function scoresTable(contenders: readonly Contender[]): string {
  return table([
    ['', 'accuracy', 'confidence', ...SCORES.map(([title]) => title), 'incorrect at ≥ 80 %'],
    ...contenders.map(({ name, predictions }) => [
      name,
      percent(accuracy(predictions)),
      percent(meanConfidence(predictions)),
      ...SCORES.map(([, metric]) => withInterval(predictions, metric)),
      percent(confidentErrorRate(predictions)),
    ]),
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
      return [name, ...[brier, auroc].map(({ value, low, high }) => shown(value, low, high))];
    }),
  ]);
}

function withInterval(predictions: readonly Prediction[], metric: Metric): string {
  const { value, low, high } = bootstrapInterval(tabulate(predictions), metric);
  return shown(value, low, high);
}

function shown(value: number | null, low: number | null, high: number | null): string {
  const number = (x: number | null) => x?.toFixed(3).replace(/^(-?)0\./, '$1.') ?? '–';
  return `${number(value)} [${number(low)}, ${number(high)}]`;
}

/** A Markdown table of rows of cells; the first row is the head. */
export function table([head, ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head ?? []), line((head ?? []).map(() => '---')), ...rows.map(line)].join('\n');
}

/** A share, – where there is none. */
export const percent = (share: number | null): string =>
  share === null ? '–' : `${(100 * share).toFixed(1)} %`;
export const domainOf = ({ domain }: Trial): string => domain;
