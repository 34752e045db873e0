import { expectData } from '../layout/expect.js';
import { type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { intervalPanels, type Measure } from '../layout/interval-panels.js';
import { countOf, decimal, estimate, type FigureEstimate, percentEstimate } from '../text/format.js';
import { seriesStyles } from '../theme/series-style.js';
import { CALIBRATION_MEASURES } from './calibration-measures.js';

/** A trained or untrained model, or predictions that cost nothing; nulls where a measure is not defined. */
export interface ComparedPredictions {
  readonly label: string;
  /** Baselines are drawn in grey. */
  readonly kind: 'before' | 'after' | 'baseline';
  readonly ece?: FigureEstimate | null;
  readonly brier?: FigureEstimate | null;
  readonly auroc?: FigureEstimate | null;
  readonly accuracy?: FigureEstimate | null;
  readonly overconfidenceRate?: FigureEstimate | null;
  readonly reward?: FigureEstimate | null;
}

export interface BaselineComparisonOptions extends FigureOptions {
  /** The number of answers. */
  readonly n: number;
}

type Key = Exclude<keyof ComparedPredictions, 'label' | 'kind'>;

const NAME = 'a comparison with baselines';
const MEASURES: readonly Measure<Key>[] = [
  ...CALIBRATION_MEASURES,
  {
    key: 'accuracy',
    title: 'Accuracy',
    within: [0, 1],
    show: 'percent',
    number: (of) => percentEstimate(of, 1),
  },
  {
    key: 'overconfidenceRate',
    title: 'Overconfidence rate',
    include: [0],
    within: [0, 1],
    show: 'percent',
    number: (of) => percentEstimate(of, 1),
  },
  { key: 'reward', title: 'Mean reward', number: (of) => estimate(of, (x) => decimal(x, 2)) },
];

/**
 * Baselines beside the model before and after training: every measure that is given, with its interval.
 *
 * A training that does not beat the base rate of a domain has taught nothing about single questions.
 */
export function baselineComparison(
  compared: readonly ComparedPredictions[],
  options: BaselineComparisonOptions,
): FigureSpec {
  expectData(NAME, compared, 'pass at least one set of predictions');
  const measures = MEASURES.filter(({ key }) => compared.some((each) => each[key]));
  expectData(NAME, measures, 'pass at least one measure with its interval');
  return figure(options, {
    name: NAME,
    subtitle: [
      countOf(options.n, 'answer'),
      ...compared.flatMap(({ label, kind, ece }) =>
        kind === 'baseline' || !ece ? [] : [`${label}: ECE\u00a0${estimate(ece)}`],
      ),
    ].join(' · '),
    legend: (theme) => {
      const [before, after] = seriesStyles(theme, 2);
      const kinds = { baseline: { color: theme.reference, shape: 'diamond' }, before, after };
      return (['baseline', 'before', 'after'] as const)
        .filter((kind) => compared.some((each) => each.kind === kind))
        .map((kind) => ({ label: kind, sign: 'interval', color: theme.reference, ...kinds[kind] }));
    },
    note: `Lines are 95 % intervals.${
      compared.some(({ overconfidenceRate }) => overconfidenceRate)
        ? ' The overconfidence rate is the share of incorrect answers stated at 80 % or more.'
        : ''
    }`,
    draw: (area) => {
      const [before, after] = seriesStyles(area.theme, 2);
      const kinds = { baseline: { color: area.theme.reference, shape: 'diamond' }, before, after };
      const rows = compared.map(({ label, kind, ...estimates }) => {
        const { color = '', shape = '' } = kinds[kind] ?? {};
        return { label, bold: kind === 'after', lines: [{ color, shape, estimates }] };
      });
      return intervalPanels(rows, measures, area);
    },
  });
}
