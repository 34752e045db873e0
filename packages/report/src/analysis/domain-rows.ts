import { accuracy, type Estimate, expectedCalibrationError, meanConfidence, tabulate } from '@echo/metrics';
import { type BootstrapOptions, bootstrapIntervals, wilsonInterval } from '@echo/metrics/uncertainty';
import type { ReportTrial } from '../trial.js';

/** What is known of a domain. */
export interface DomainRow {
  readonly domain: string;
  readonly n: number;
  readonly accuracy: Estimate;
  readonly meanConfidence: number;
  readonly ece: Estimate;
  /** Mean confidence less accuracy. */
  readonly gap: Estimate;
}

/** A figure holds no more; the smallest are taken together. */
const MOST_DOMAINS = 12;
const OTHERS = 'other domains';

/** Mean confidence less accuracy; null of nothing. */
export const gapMetric = (of: Parameters<typeof accuracy>[0]): number | null => {
  const [stated, correct] = [meanConfidence(of), accuracy(of)];
  return stated === null || correct === null ? null : stated - correct;
};

/** The names of the domains to show, the largest first; beyond twelve the rest is one. */
export function domainNames(trials: readonly ReportTrial[]): (trial: ReportTrial) => string | null {
  const counts = new Map<string, number>();
  for (const { domain } of trials)
    if (domain !== undefined) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  const names = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name]) => name);
  const shown = new Set(names.length > MOST_DOMAINS ? names.slice(0, MOST_DOMAINS - 1) : names);
  return ({ domain }) => (domain === undefined ? null : shown.has(domain) ? domain : OTHERS);
}

/** The trials of each domain, in the order of `domainNames`, the others last. */
export function byDomain(
  trials: readonly ReportTrial[],
  nameOf: (trial: ReportTrial) => string | null,
): ReadonlyMap<string, readonly ReportTrial[]> {
  const groups = new Map<string, ReportTrial[]>();
  for (const trial of trials) {
    const name = nameOf(trial);
    if (name === null) continue;
    const group = groups.get(name);
    if (group) group.push(trial);
    else groups.set(name, [trial]);
  }
  const rank = ([name, own]: readonly [string, readonly unknown[]]) => (name === OTHERS ? -1 : own.length);
  return new Map([...groups].sort((a, b) => rank(b) - rank(a) || (a[0] < b[0] ? -1 : 1)));
}

/** Accuracy, confidence, ECE and their gap in each domain, with intervals. */
export function domainRows(
  groups: ReadonlyMap<string, readonly ReportTrial[]>,
  bootstrap: BootstrapOptions,
): readonly DomainRow[] {
  return [...groups].map(([domain, own]) => {
    const table = tabulate(own);
    const correct = own.filter((trial) => trial.correct).length;
    const [ece, gap] = bootstrapIntervals(table, [expectedCalibrationError, gapMetric], bootstrap) as [
      Estimate,
      Estimate,
    ];
    return {
      domain,
      n: own.length,
      accuracy: { value: correct / own.length, ...wilsonInterval(correct, own.length) },
      meanConfidence: meanConfidence(table) ?? 0,
      ece,
      gap,
    };
  });
}
