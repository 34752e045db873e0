import { lookedUp, recalibrated, type Trial } from '@echo/eval';
import {
  auroc,
  bootstrapInterval,
  brierScore,
  compareModels,
  expectedCalibrationError,
  fitIsotonic,
  fitPlatt,
  fitVennAbers,
  type Metric,
  type Prediction,
  tabulate,
} from '@echo/metrics';

/** What stands in a row of the table. */
interface Contender {
  readonly name: string;
  readonly predictions: readonly Prediction[];
}

const SCORES: readonly (readonly [title: string, metric: Metric])[] = [
  ['ECE', expectedCalibrationError],
  ['Brier', brierScore],
  ['AUROC', auroc],
];

/**
 * Training beside what costs nothing, as a Markdown table: the untrained confidences recalibrated on other tasks, and look-ups of the share
 * of right answers, fitted to the very outcomes they are scored on or to the trained model's on training tasks. Each score with its 95 %
 * bootstrap interval.
 */
export function rivalsTable(
  before: readonly Trial[],
  after: readonly Trial[],
  training: readonly Trial[],
): string {
  const contenders: readonly Contender[] = [
    { name: 'before', predictions: before },
    { name: 'before, Platt', predictions: recalibrated(before, fitPlatt) },
    { name: 'before, isotonic', predictions: recalibrated(before, fitIsotonic) },
    { name: 'before, Venn–Abers', predictions: recalibrated(before, fitVennAbers) },
    { name: 'after, one rate for all', predictions: lookedUp(after, () => '') },
    { name: 'after, one rate a domain', predictions: lookedUp(after, domainOf) },
    { name: 'after, a domain’s rate in training', predictions: lookedUp(after, domainOf, training) },
    { name: '**after**', predictions: after },
    { name: 'after, isotonic', predictions: recalibrated(after, fitIsotonic) },
  ];
  return table([
    ['', 'accuracy', 'confidence', ...SCORES.map(([title]) => title), 'wrong at ≥ 80 %'],
    ...contenders.map(({ name, predictions }) => [
      name,
      percent(mean(predictions.map(({ correct }) => Number(correct)))),
      percent(mean(predictions.map(({ confidence }) => confidence))),
      ...SCORES.map(([, metric]) => withInterval(predictions, metric)),
      percent(mean(predictions.map(({ confidence, correct }) => Number(confidence >= 0.8 && !correct)))),
    ]),
  ]);
}

/** Training less each rival, task by task, with 95 % intervals: below 0 is better for the Brier score, above 0 for the AUROC. */
export function differencesTable(
  before: readonly Trial[],
  after: readonly Trial[],
  training: readonly Trial[],
): string {
  const rivals = [
    ['before', before],
    ['before, isotonic', recalibrated(before, fitIsotonic)],
    ['before, Venn–Abers', recalibrated(before, fitVennAbers)],
    ['one rate a domain', lookedUp(after, domainOf)],
    ['a domain’s rate in training', lookedUp(after, domainOf, training)],
  ] as const;
  return table([
    ['after less …', 'Brier', 'AUROC'],
    ...rivals.map(([name, predictions]) => {
      const { brier, auroc } = compareModels(after, predictions);
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

function table([head, ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head ?? []), line((head ?? []).map(() => '---')), ...rows.map(line)].join('\n');
}

const domainOf = ({ domain }: Trial): string => domain;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
