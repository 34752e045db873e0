import { sum } from 'simple-statistics';
import { expectData } from '../layout/expect.js';
import { type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { intervalPanels, type Measure } from '../layout/interval-panels.js';
import { count, countsOf, estimate, type FigureEstimate, percentEstimate } from '../text/format.js';
import { seriesStyles } from '../theme/series-style.js';

/** What is known of a domain, or of any other group of answers. */
export interface DomainEstimates {
  readonly domain: string;
  readonly n: number;
  readonly accuracy: FigureEstimate | null;
  readonly ece: FigureEstimate | null;
  /** Mean stated confidence less accuracy: above 0 overconfident. */
  readonly gap?: FigureEstimate | null;
}

/** A model, or a moment of its training, domain by domain. */
export interface DomainSeries {
  readonly label: string;
  readonly domains: readonly DomainEstimates[];
}

const NAME = 'a comparison of domains';
const MEASURES: readonly Measure<'ece' | 'accuracy' | 'gap'>[] = [
  { key: 'ece', title: 'ECE', include: [0], within: [0, 1], number: estimate },
  { key: 'accuracy', title: 'Accuracy', within: [0, 1], show: 'percent', number: percentEstimate },
  {
    key: 'gap',
    title: 'Confidence − accuracy',
    include: [0],
    reference: 0,
    show: 'percent',
    number: percentEstimate,
  },
];

/**
 * ECE and accuracy of each domain with their intervals, the series under each other: before and after a
 * training, or several models.
 */
export function domainComparison(series: readonly DomainSeries[], options: FigureOptions): FigureSpec {
  const filled = series.filter(({ domains }) => domains.length > 0);
  expectData(NAME, filled, 'pass the estimates of at least one domain');
  const names = [...new Set(filled.flatMap(({ domains }) => domains.map(({ domain }) => domain)))];
  const find = ({ domains }: DomainSeries, name: string) => domains.find(({ domain }) => domain === name);
  const measures = MEASURES.filter(({ key }) =>
    filled.some(({ domains }) => domains.some((domain) => domain[key])),
  );
  return figure(options, {
    name: NAME,
    subtitle: countsOf(filled.map(({ label, domains }) => ({ label, n: sum(domains.map(({ n }) => n)) }))),
    legend: (theme) => {
      const styles = seriesStyles(theme, filled.length);
      return filled.flatMap(({ label }, i) => {
        const style = styles[i];
        return style ? [{ label, sign: 'interval' as const, color: style.color, shape: style.shape }] : [];
      });
    },
    note: 'Lines are 95 % intervals. ECE is biased upward where a domain has few answers.',
    draw: (area) => {
      const styles = seriesStyles(area.theme, filled.length);
      const rows = names.map((name) => {
        const counts = [...new Set(filled.map((each) => count(find(each, name)?.n ?? 0)))];
        return {
          label: name,
          detail: `n = ${counts.join(', ')}`,
          lines: filled.map((each, i) => {
            const { accuracy, ece, gap } = find(each, name) ?? {};
            const { color = '', shape = '' } = styles[i] ?? {};
            return { color, shape, estimates: { accuracy, ece, gap } };
          }),
        };
      });
      return intervalPanels(rows, measures, area);
    },
  });
}
