import { expectData } from '../layout/expect.js';
import { type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { intervalPanels, type Measure } from '../layout/interval-panels.js';
import { count, countOf, decimal, estimate, type FigureEstimate } from '../text/format.js';
import { seriesStyles } from '../theme/series-style.js';
import { CALIBRATION_MEASURES } from './calibration-measures.js';

/** A way to elicit a confidence, and what its confidences are worth. */
export interface ElicitationMethod {
  readonly label: string;
  readonly ece: FigureEstimate | null;
  readonly brier: FigureEstimate | null;
  readonly auroc: FigureEstimate | null;
  /** Area under the risk–coverage curve. */
  readonly aurc?: FigureEstimate | null;
  /** Means of a question. */
  readonly tokens?: number | null;
  readonly seconds?: number | null;
}

export interface ElicitationOptions extends FigureOptions {
  /** The number of questions that every method was asked. */
  readonly n: number;
}

type Key = Exclude<keyof ElicitationMethod, 'label'>;

const NAME = 'a comparison of elicitation methods';
const MEASURES: readonly Measure<Key>[] = [
  ...CALIBRATION_MEASURES,
  { key: 'aurc', title: 'AURC (lower is better)', include: [0], within: [0, 1], number: estimate },
  {
    key: 'tokens',
    title: 'Tokens a question',
    include: [0],
    show: 'count',
    number: (of) => estimate(of, count),
  },
  {
    key: 'seconds',
    title: 'Seconds a question',
    include: [0],
    number: (of) => estimate(of, (x) => decimal(x, 2)),
  },
];

/** Methods to elicit a confidence side by side: calibration, discrimination, and what a question costs. */
export function elicitationComparison(
  methods: readonly ElicitationMethod[],
  options: ElicitationOptions,
): FigureSpec {
  expectData(NAME, methods, 'pass at least one method');
  const exact = (value: number | null | undefined) =>
    value === null || value === undefined ? null : { value, low: null, high: null };
  const rowsOf = methods.map(({ label, tokens, seconds, ...rest }) => ({
    label,
    estimates: { ...rest, tokens: exact(tokens), seconds: exact(seconds) },
  }));
  const measures = MEASURES.filter(({ key }) =>
    rowsOf.some(({ estimates }) => estimates[key]?.value != null),
  );
  expectData(NAME, measures, 'pass at least one measure');
  return figure(options, {
    name: NAME,
    subtitle: `${countOf(options.n, 'question')}, ${countOf(methods.length, 'method')}`,
    note: 'Lines are 95 % intervals. An AUROC of .5 tells correct from incorrect answers no better than chance.',
    draw: (area) => {
      const { color = '', shape = '' } = seriesStyles(area.theme, 1)[0] ?? {};
      const rows = rowsOf.map(({ label, estimates }) => ({ label, lines: [{ color, shape, estimates }] }));
      return intervalPanels(rows, measures, area);
    },
  });
}
